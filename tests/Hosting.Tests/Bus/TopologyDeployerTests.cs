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
