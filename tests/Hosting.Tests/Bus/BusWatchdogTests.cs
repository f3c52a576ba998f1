using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Logging;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Tests.Bus;

/// <summary>A bus that stays down, and what becomes of its process.</summary>
public sealed class BusWatchdogTests
{
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bus_that_stays_down_while_the_broker_answers_ends_the_process(bool sitsOutOutages)
    {
        // A bus in memory has no broker that could be away.
        using var watchdog = Watch(new BusOptions { WatchdogSeconds = 1 }, sitsOutOutages);
        await watchdog.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(BusWatchdog.ExitCode, await _exit.Task.WaitAsync(RetryTimeout, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_sits_out_outages_goes_on_while_the_broker_is_away()
    {
        using var watchdog = Watch(
            new BusOptions { WatchdogSeconds = 1, Transport = BusTransport.RabbitMq, Host = "127.0.0.1", Port = 1, User = "u", Password = "p" },
            sitsOutOutages: true);
        await watchdog.StartAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<TimeoutException>(() => _exit.Task.WaitAsync(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken));
        await watchdog.StopAsync(TestContext.Current.CancellationToken);
    }

    private BusWatchdog Watch(BusOptions options, bool sitsOutOutages)
    {
        // One that was never started is as unhealthy as one that lost its broker.
        var bus = MassTransit.Bus.Factory.CreateUsingInMemory(_ => { });
        var topology = new TopologyDeployer(Options.Create(options), NullLogger<TopologyDeployer>.Instance);
        return new BusWatchdog(bus, topology, Options.Create(options), sitsOutOutages, TimeProvider.System, NullLogger<BusWatchdog>.Instance)
        {
            Exit = code => _exit.TrySetResult(code),
        };
    }
}
