using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Bus;

/// <summary>
/// Exits a process that has stopped consuming, so that its supervisor restarts it: the bus stays unhealthy although the broker
/// answers, a queue delivers nothing, or a handler is past its deadline. A restart would not bring a broker back, so the process
/// waits through an outage of any length.
/// </summary>
/// <param name="bus">The bus.</param>
/// <param name="activity">Deliveries to this process.</param>
/// <param name="deadlines">Deadlines of the running handlers.</param>
/// <param name="options">Time limit and address of the broker.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Logs why the process exits.</param>
public sealed class BusWatchdog(
    IBusControl bus,
    BusActivity activity,
    HandlerDeadlines deadlines,
    IOptions<BusOptions> options,
    TimeProvider time,
    ILogger<BusWatchdog> logger) : BackgroundService
{
    /// <summary>Exit code of a process that has stopped consuming: EX_UNAVAILABLE of sysexits.h.</summary>
    public const int ExitCode = 69;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // During an outage MassTransit 8.5.12 pauses for many seconds between its attempts to connect, and each endpoint does so by itself.
    private static readonly TimeSpan ReconnectTime = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Value.WatchdogSeconds);

    private long _lastHealthy;
    private long? _lastOutage;

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
            if (await FindReasonAsync(deliveries, probe, stoppingToken) is not { } reason) continue;
            logger.LogCritical("The process exits and has to be restarted: {Reason}", reason);

            // An orderly stop would wait for the bus, which does not respond. Unfinished messages return to their queues.
            Exit(ExitCode);
            return;
        }
    }

    private async Task<string?> FindReasonAsync(DeliveryWatch deliveries, QueueProbe probe, CancellationToken cancellationToken)
    {
        if (deadlines.AnyPassed) return "a handler is past its deadline";
        if (bus.CheckHealth().Status == BusHealthStatus.Healthy)
        {
            (_lastHealthy, _lastOutage) = (time.GetTimestamp(), null);
            if (options.Value.Transport == BusTransport.Memory) return null;
            return await deliveries.FindStalledAsync(_limit, cancellationToken) is { } queue
                ? $"the queue {queue} has messages but delivered none for {_limit.TotalSeconds:0} s"
                : null;
        }

        if (!await BrokerAnswersAsync(probe, cancellationToken))
        {
            if (_lastOutage is null) logger.LogWarning("The broker does not answer; waiting for it");
            _lastOutage = time.GetTimestamp();
            return null;
        }
        var waited = _lastOutage is { } outage ? time.GetElapsedTime(outage) - ReconnectTime : time.GetElapsedTime(_lastHealthy);
        return waited < _limit ? null : $"the bus was not healthy for {_limit.TotalSeconds:0} s although the broker answers";
    }

    private async Task<bool> BrokerAnswersAsync(QueueProbe probe, CancellationToken cancellationToken) =>
        options.Value.Transport == BusTransport.Memory || await probe.AnswersAsync(cancellationToken);
}
