using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GenreQueue.Hosting.Bus;

/// <summary>Declares all queues on the broker without consuming them. A message published while no queue is bound is confirmed and lost.</summary>
public sealed class TopologyDeployer(IOptions<BusOptions> options, TimeProvider time, ILogger<TopologyDeployer> logger) : BackgroundService
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BusTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BusPollInterval = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _waitedForBus;
    private volatile bool _deployed = options.Value.Transport == BusTransport.Memory;

    /// <summary>Whether the queues are known to exist.</summary>
    public bool Deployed => _deployed;

    /// <summary>Replaces the declaration on the broker, for tests.</summary>
    internal Func<CancellationToken, Task>? Deploy { get; init; }

    /// <summary>Whether the bus of this process has declared the queues that it consumes.</summary>
    internal Func<bool> BusIsReady { get; init; } = () => true;

    /// <summary>Declares the queues again, after the broker has returned a message as unroutable.</summary>
    /// <exception cref="OperationCanceledException">The broker did not answer in time, or the caller cancelled.</exception>
    public async Task RedeployAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Transport == BusTransport.Memory) return;
        _deployed = false;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_deployed) return;
            await WaitForBusAsync(cancellationToken);
            await (Deploy ?? DeployAsync)(cancellationToken);
            _deployed = true;
            logger.LogInformation("Declared the queues {Queues}", BusTopology.All);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Transport == BusTransport.Memory) return;
        var retry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = RetryDelay,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is not null && !stoppingToken.IsCancellationRequested),
                OnRetry = args =>
                {
                    LogFailure(args.Outcome.Exception!.GetBaseException());
                    return default;
                },
            })
            .Build();

        // A later RedeployAsync may fail too, while the broker is unreachable. Without this loop, nothing would declare the queues
        // when it is back, and the health check would report them as missing until the process is restarted.
        using var timer = new PeriodicTimer(RetryDelay, time);
        do
        {
            if (!_deployed) await retry.ExecuteAsync(async token => await RedeployAsync(token), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void LogFailure(Exception cause)
    {
        if (cause is OperationInterruptedException { ShutdownReason: { ReplyCode: Constants.PreconditionFailed } reason })
        {
            logger.LogError(
                "Another version of GenreQueue declared a queue with other arguments; see \"Upgrading\" in docs/configuration.md: {Reason}", reason.ReplyText);
            return;
        }
        logger.LogWarning("Cannot declare the queues, retrying: {Reason}", cause.Message);
    }

    /// <summary>
    /// Lets the bus declare its queues first. RabbitMQ 3.10 closes a connection with INTERNAL_ERROR if two connections declare the
    /// same new quorum queue at the same time, and an endpoint of MassTransit 8.5.12 may then receive nothing for minutes.
    /// </summary>
    private async Task WaitForBusAsync(CancellationToken cancellationToken)
    {
        if (_waitedForBus) return;
        var begun = time.GetTimestamp();
        while (!BusIsReady() && time.GetElapsedTime(begun) < BusTimeout) await Task.Delay(BusPollInterval, time, cancellationToken);
        _waitedForBus = true;
    }

    private async Task DeployAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AttemptTimeout);
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(x =>
        {
            x.DeployTopologyOnly = true;
            x.ConfigureGenreHost(options.Value);
            foreach (var queue in BusTopology.All) x.ReceiveEndpoint(queue, endpoint => BusTopology.Configure(queue, endpoint));
        });
        await bus.StartAsync(limit.Token);
        await bus.StopAsync(CancellationToken.None);
    }
}
