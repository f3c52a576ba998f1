using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Hosting.Tests.Bus;

public sealed class BusWatchdogTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_process_exits_if_the_bus_stays_unhealthy_while_the_broker_responds()
    {
        // The in-memory transport has no broker that could be unreachable.
        using var watchdog = Watch(new BusOptions());
        await watchdog.StartAsync(Token);

        await AdvanceAsync(TimeSpan.FromSeconds(100));
        Assert.False(_exit.Task.IsCompleted);
        await AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(BusWatchdog.ExitCode, await _exit.Task.WaitAsync(Limit, Token));
    }

    [Fact]
    public async Task The_process_continues_through_an_outage_of_the_broker()
    {
        using var watchdog = Watch(
            new BusOptions { WatchdogSeconds = 5, Transport = BusTransport.RabbitMq, Host = "127.0.0.1", Port = 1, User = "u", Password = "p" },
            time: TimeProvider.System);
        await watchdog.StartAsync(Token);
        await Assert.ThrowsAsync<TimeoutException>(() => _exit.Task.WaitAsync(TimeSpan.FromSeconds(12), Token));
        await watchdog.StopAsync(Token);
    }

    [Fact]
    public async Task The_process_exits_if_a_handler_is_past_its_deadline_although_the_bus_is_healthy()
    {
        var bus = MassTransit.Bus.Factory.CreateUsingInMemory(_ => { });
        await bus.StartAsync(Token);
        var deadlines = new HandlerDeadlines(_time);
        using var watchdog = Watch(new BusOptions { WatchdogSeconds = 3_600 }, bus, deadlines);
        await watchdog.StartAsync(Token);

        using (deadlines.Start(TimeSpan.FromMinutes(5))) await AdvanceAsync(TimeSpan.FromMinutes(4));
        using var late = deadlines.Start(TimeSpan.FromMinutes(2));
        await AdvanceAsync(TimeSpan.FromSeconds(110));
        Assert.False(_exit.Task.IsCompleted);
        await AdvanceAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(BusWatchdog.ExitCode, await _exit.Task.WaitAsync(Limit, Token));
        await bus.StopAsync(Token);
    }

    // Steps of less than the watchdog's interval, each with time for the watchdog to run.
    private async Task AdvanceAsync(TimeSpan time)
    {
        var step = TimeSpan.FromSeconds(1);
        for (var passed = TimeSpan.Zero; passed < time && !_exit.Task.IsCompleted; passed += step)
        {
            _time.Advance(step);
            await Task.Delay(5, Token);
        }
    }

    private BusWatchdog Watch(
        BusOptions options, IBusControl? bus = null, HandlerDeadlines? deadlines = null, TimeProvider? time = null)
    {
        // A bus that was never started is as unhealthy as one that has lost its broker.
        bus ??= MassTransit.Bus.Factory.CreateUsingInMemory(_ => { });
        return new BusWatchdog(
            bus, new BusActivity(), deadlines ?? new HandlerDeadlines(_time), Options.Create(options), time ?? _time,
            NullLogger<BusWatchdog>.Instance)
        {
            Exit = code => _exit.TrySetResult(code),
        };
    }
}
