using GenreQueue.Hosting.Bus;
using MassTransit;

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>Sends messages to the queues of an installation as a process of another version or with a fault would.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private readonly IBusControl _bus;

    private TestBus(IBusControl bus) => _bus = bus;

    public static async Task<TestBus> StartAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        var user = deployment.Broker.UserInfo.Split(':');
        var options = new BusOptions
        {
            Host = deployment.Broker.Host,
            Port = deployment.Broker.Port,
            VirtualHost = Uri.UnescapeDataString(deployment.Broker.AbsolutePath[1..]),
            User = Uri.UnescapeDataString(user[0]),
            Password = Uri.UnescapeDataString(user[^1]),
        };
        var bus = Bus.Factory.CreateUsingRabbitMq(x => x.ConfigureGenreHost(options));
        await bus.StartAsync(cancellationToken);
        return new TestBus(bus);
    }

    /// <summary>Sends a message to one queue and waits for its confirmation.</summary>
    public async Task SendAsync<T>(string queue, T message, CancellationToken cancellationToken)
        where T : class
    {
        var endpoint = await _bus.GetSendEndpoint(BusTopology.AddressOf(queue));
        await endpoint.Send(message, cancellationToken);
    }

    public async ValueTask DisposeAsync() => await _bus.StopAsync();
}
