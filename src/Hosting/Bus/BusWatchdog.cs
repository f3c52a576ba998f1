using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Bus;

/// <summary>
/// Exits a process that has stopped consuming, so that its supervisor restarts it: the bus stays unhealthy, a queue delivers
/// nothing, or a handler is past its deadline.
/// </summary>
/// <param name="bus">The bus.</param>
/// <param name="topology">Contacts the broker on a connection of its own.</param>
/// <param name="activity">Deliveries to this process.</param>
/// <param name="deadlines">Deadlines of the running handlers.</param>
/// <param name="options">Time limit and address of the broker.</param>
/// <param name="toleratesOutages">Whether the process has other work while the broker is unreachable, and must not exit for that.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Logs why the process exits.</param>
public sealed class BusWatchdog(
    IBusControl bus,
    TopologyDeployer topology,
    BusActivity activity,
    HandlerDeadlines deadlines,
    IOptions<BusOptions> options,
    bool toleratesOutages,
    TimeProvider time,
    ILogger<BusWatchdog> logger) : BackgroundService
{
    /// <summary>Exit code of a process that has stopped consuming: EX_UNAVAILABLE of sysexits.h.</summary>
    public const int ExitCode = 69;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Value.WatchdogSeconds);
    private long _lastHealthy;

    /// <summary>Ends the process.</summary>
    internal Action<int> Exit { get; init; } = Environment.Exit;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var probe = new QueueProbe(options.Value);
        var deliveries = new DeliveryWatch(activity, probe.CountReadyAsync, time);
        _lastHealthy = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await FindReasonAsync(deliveries, stoppingToken) is not { } reason) continue;
            logger.LogCritical("The process exits and has to be restarted: {Reason}", reason);

            // An orderly stop would wait for the bus, which does not respond. Unfinished messages return to their queues.
            Exit(ExitCode);
            return;
        }
    }

    private async Task<string?> FindReasonAsync(DeliveryWatch deliveries, CancellationToken cancellationToken)
    {
        if (deadlines.AnyPassed) return "a handler is past its deadline";
        if (bus.CheckHealth().Status == BusHealthStatus.Healthy)
        {
            _lastHealthy = time.GetTimestamp();
            if (options.Value.Transport == BusTransport.Memory) return null;
            return await deliveries.FindStalledAsync(_limit, cancellationToken) is { } queue
                ? $"the queue {queue} has messages but delivered none for {_limit.TotalSeconds:0} s"
                : null;
        }
        if (time.GetElapsedTime(_lastHealthy) < _limit) return null;
        if (!toleratesOutages || await BrokerAnswersAsync(cancellationToken)) return $"the bus was not healthy for {_limit.TotalSeconds:0} s";

        // Once the broker is back, the bus gets the full limit again to reconnect.
        _lastHealthy = time.GetTimestamp();
        return null;
    }

    private async Task<bool> BrokerAnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await topology.RedeployAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("The broker does not respond: {Reason}", exception.Message);
            return false;
        }
    }
}
