using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>Ends a worker that has had no live consumer for too long. This MassTransit may not reconnect; a fresh process does.</summary>
public sealed class BusWatchdog(IBusControl bus, IOptions<WorkerOptions> options, TimeProvider time, ILogger<BusWatchdog> log) : BackgroundService
{
    /// <summary>Exit code of a worker that lost its consumers: EX_UNAVAILABLE of sysexits.h.</summary>
    public const int ExitCode = 69;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limit = TimeSpan.FromSeconds(options.Value.WatchdogSeconds);
        var alive = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (bus.CheckHealth().Status == BusHealthStatus.Healthy) alive = time.GetTimestamp();
            if (time.GetElapsedTime(alive) < limit) continue;
            log.LogCritical("No live consumer for {Seconds} s: the worker exits to be started anew", options.Value.WatchdogSeconds);
            await Serilog.Log.CloseAndFlushAsync();

            // An orderly stop would wait for the very bus that does not answer; what was in work returns to its queue.
            Environment.Exit(ExitCode);
        }
    }
}
