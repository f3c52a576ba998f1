using System.Diagnostics;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>A process that should consume a queue but receives nothing from it, while its bus reports that it is healthy.</summary>
public sealed class StalledQueueTests(TestServers servers)
{
    private const int WatchdogSeconds = 6;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task The_process_exits_if_its_queue_holds_a_message_and_delivers_none()
    {
        var broker = (await servers.RabbitMqAsync()).NextVirtualHost();
        var user = broker.UserInfo.Split(':');
        var options = Options.Create(new BusOptions
        {
            Transport = BusTransport.RabbitMq,
            Host = broker.Host,
            Port = broker.Port,
            VirtualHost = Uri.UnescapeDataString(broker.AbsolutePath[1..]),
            User = Uri.UnescapeDataString(user[0]),
            Password = Uri.UnescapeDataString(user[^1]),
            WatchdogSeconds = WatchdogSeconds,
        });
        using var topology = new TopologyDeployer(options, TimeProvider.System, NullLogger<TopologyDeployer>.Instance);
        await topology.RedeployAsync(Token);

        // A bus without the endpoint is in the state of one whose consumer the broker has dropped unnoticed.
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(x => x.ConfigureGenreHost(options.Value));
        await bus.StartAsync(Token);
        var activity = new BusActivity();
        activity.AddQueue(Queues.Classify, concurrency: 2);
        using var watchdog = new BusWatchdog(
            bus, activity, new HandlerDeadlines(TimeProvider.System), options, TimeProvider.System,
            NullLogger<BusWatchdog>.Instance)
        {
            Exit = code => _exit.TrySetResult(code),
        };
        await watchdog.StartAsync(Token);

        // An empty queue is no reason to exit.
        await Task.Delay(TimeSpan.FromSeconds(WatchdogSeconds + 4), Token);
        Assert.False(_exit.Task.IsCompleted);
        Assert.Equal(BusHealthStatus.Healthy, bus.CheckHealth().Status);

        var endpoint = await bus.GetSendEndpoint(BusTopology.AddressOf(Queues.Classify));
        var clock = Stopwatch.StartNew();
        await endpoint.Send(new ClassifyRequested(Guid.NewGuid(), new TrackSource(Guid.NewGuid().ToString("N"), null), "gtzan-10", WindowMode.Middle, LabelsMode.Multi), Token);

        Assert.Equal(BusWatchdog.ExitCode, await _exit.Task.WaitAsync(TimeSpan.FromSeconds(WatchdogSeconds + 10), Token));
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(WatchdogSeconds - 1), "The watchdog did not wait for its limit.");
        Assert.Equal(BusHealthStatus.Healthy, bus.CheckHealth().Status);
        await bus.StopAsync(Token);
    }
}
