using System.Text;
using GenreQueue.Fixtures.Containers;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Testcontainers.RabbitMq;

namespace GenreQueue.Fixtures.Servers;

/// <summary>RabbitMQ in a container.</summary>
internal sealed class RabbitMqContainerHost : IServerHost
{
    private const string DefinitionsFile = "/etc/rabbitmq/genrequeue-definitions.json";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly ServerContainer _container;
    private readonly int _port;

    private RabbitMqContainerHost(ServerContainer container, int port) => (_container, _port) = (container, port);

    public string Output => _container.Output;

    public static async Task<RabbitMqContainerHost> StartAsync(int port, CancellationToken cancellationToken)
    {
        var builder = new RabbitMqBuilder(ComposeImages.Of("rabbitmq"))
            .WithResourceMapping(Encoding.UTF8.GetBytes(RabbitMqDefinitions.Json()), DefinitionsFile)
            .WithResourceMapping(Encoding.UTF8.GetBytes($"load_definitions = {DefinitionsFile}\n"), "/etc/rabbitmq/conf.d/90-genrequeue.conf");
        var container = await ServerContainer.StartAsync(builder, RabbitMqBuilder.RabbitMqPort, port, cancellationToken);
        var host = new RabbitMqContainerHost(container, port);
        try
        {
            await host.WaitUntilReadyAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _container.StopAsync(cancellationToken);

    public Task KillAsync(CancellationToken cancellationToken) => _container.KillAsync(cancellationToken);

    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        await _container.StartAgainAsync(cancellationToken);
        await WaitUntilReadyAsync(cancellationToken);
    }

    public Task PauseAsync(CancellationToken cancellationToken) => _container.PauseAsync(cancellationToken);

    public Task ResumeAsync(CancellationToken cancellationToken) => _container.ResumeAsync(cancellationToken);

    public Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        _container.RunAsync(program, arguments, cancellationToken);

    public ValueTask DisposeAsync() => _container.DisposeAsync();

    // Docker accepts connections to a published port before the broker listens, so only a whole handshake counts. After a
    // restart each virtual host recovers on its own.
    private Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(1, RabbitMqDefinitions.VirtualHosts).Select(number => WaitUntilReadyAsync(number, cancellationToken)));

    private Task WaitUntilReadyAsync(int virtualHost, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = RabbitMqDefinitions.AddressOf(_port, virtualHost), AutomaticRecoveryEnabled = false };
        return _container.WaitUntilAsync(() => AcceptsAsync(factory, cancellationToken), StartLimit, cancellationToken);
    }

    private static async Task<bool> AcceptsAsync(ConnectionFactory factory, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is BrokerUnreachableException or OperationInterruptedException)
        {
            return false;
        }
    }
}
