using GenreQueue.Contracts;
using GenreQueue.Hosting.Logging;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Bus;

/// <summary>Declares all queues on the broker without consuming them: a message sent while no queue is bound is confirmed and lost.</summary>
public sealed class TopologyDeployer(IOptions<BusOptions> options, ILogger<TopologyDeployer> logger) : BackgroundService
{
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _deployed = options.Value.Transport == BusTransport.Memory;

    /// <summary>True while the queues are known to exist.</summary>
    public bool Deployed => _deployed;

    /// <summary>Declares the queues again after the broker has returned a message as unroutable.</summary>
    /// <exception cref="OperationCanceledException">The broker did not answer in time, or the caller gave up.</exception>
    public async Task RedeployAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Transport == BusTransport.Memory) return;
        _deployed = false;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_deployed) return;
            await DeployAsync(cancellationToken);
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
        while (!_deployed)
        {
            try
            {
                await RedeployAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning("Cannot declare the queues, trying again: {Reason}", exception.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    private async Task DeployAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AttemptLimit);
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(x =>
        {
            x.DeployTopologyOnly = true;
            x.ConfigureGenreHost(options.Value);
            foreach (var queue in BusTopology.All) x.ReceiveEndpoint(queue, e => BusTopology.Configure(queue, e));
        });
        await bus.StartAsync(limit.Token);
        await bus.StopAsync(CancellationToken.None);
    }
}
