using GenreQueue.Hosting.Logging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Bus;

/// <summary>Ends a process that has had no live consumer for too long. This MassTransit may not reconnect; a fresh process does.</summary>
/// <param name="bus">The bus under watch.</param>
/// <param name="topology">Reaches the broker on a connection of its own.</param>
/// <param name="options">How long is too long.</param>
/// <param name="sitsOutOutages">Whether the process has other work while the broker itself is away, and is not ended for that.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Says why the process ends.</param>
public sealed class BusWatchdog(
    IBusControl bus, TopologyDeployer topology, IOptions<BusOptions> options, bool sitsOutOutages, TimeProvider time, ILogger<BusWatchdog> logger)
    : BackgroundService
{
    /// <summary>Exit code of a process that lost its consumers: EX_UNAVAILABLE of sysexits.h.</summary>
    public const int ExitCode = 69;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>What ends the process.</summary>
    internal Action<int> Exit { get; init; } = Environment.Exit;

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
            if (sitsOutOutages && !await BrokerAnswersAsync(stoppingToken))
            {
                // Once the broker is back, the bus has as long again to find it.
                alive = time.GetTimestamp();
                continue;
            }
            logger.LogCritical("No live consumer for {Seconds} s: the process exits to be started anew", options.Value.WatchdogSeconds);
            await Serilog.Log.CloseAndFlushAsync();

            // An orderly stop would wait for the very bus that does not answer; what was in work returns to its queue.
            Exit(ExitCode);
            return;
        }
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
            logger.LogWarning("The broker does not answer: {Reason}", exception.Message);
            return false;
        }
    }
}

/// <summary>Sets up the watchdog.</summary>
public static class BusWatchdogExtensions
{
    /// <summary>Adds a <see cref="BusWatchdog"/>.</summary>
    public static IServiceCollection AddBusWatchdog(this IServiceCollection services, bool sitsOutOutages) =>
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<BusWatchdog>(provider, sitsOutOutages));
}
