using GenreQueue.Hosting.Bus;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Hosting.Tests.Bus;

public sealed class TopologyDeployerTests
{
    private readonly FakeTimeProvider _time = new();
    private volatile bool _brokerResponds = true;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queues_are_declared_after_an_outage_in_which_a_redeployment_failed()
    {
        using var topology = Create();
        await topology.StartAsync(Token);
        await DeployedAsync(topology);

        _brokerResponds = false;
        await Assert.ThrowsAsync<IOException>(() => topology.RedeployAsync(Token));
        Assert.False(topology.Deployed);
        _brokerResponds = true;

        await DeployedAsync(topology);
        await topology.StopAsync(Token);
    }

    [Fact]
    public async Task Declaration_is_retried_until_the_broker_responds()
    {
        _brokerResponds = false;
        using var topology = Create();
        await topology.StartAsync(Token);
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        Assert.False(topology.Deployed);
        _brokerResponds = true;

        await DeployedAsync(topology);
        await topology.StopAsync(Token);
    }

    [Fact]
    public async Task The_bus_declares_its_queues_first()
    {
        var ready = false;
        using var topology = new TopologyDeployer(
            Options.Create(new BusOptions { Transport = BusTransport.RabbitMq }), _time, NullLogger<TopologyDeployer>.Instance)
        {
            BusIsReady = () => ready,
            Deploy = _ => ready ? Task.CompletedTask : Task.FromException(new InvalidOperationException("The bus was not ready.")),
        };
        var deploying = topology.RedeployAsync(Token);
        for (var step = 0; step < 20; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        Assert.False(deploying.IsCompleted);
        ready = true;

        await DeployedAsync(topology);
        await deploying;
    }

    [Fact]
    public async Task A_bus_that_does_not_start_delays_the_declaration_for_ten_seconds_at_most()
    {
        using var topology = new TopologyDeployer(
            Options.Create(new BusOptions { Transport = BusTransport.RabbitMq }), _time, NullLogger<TopologyDeployer>.Instance)
        {
            BusIsReady = () => false,
            Deploy = _ => Task.CompletedTask,
        };
        var deploying = topology.RedeployAsync(Token);

        await DeployedAsync(topology);
        await deploying;
    }

    private Task DeployedAsync(TopologyDeployer topology) => Until.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return topology.Deployed;
    });

    private TopologyDeployer Create() => new(
        Options.Create(new BusOptions { Transport = BusTransport.RabbitMq }), _time, NullLogger<TopologyDeployer>.Instance)
    {
        Deploy = _ => _brokerResponds ? Task.CompletedTask : Task.FromException(new IOException("The broker does not respond.")),
    };
}
