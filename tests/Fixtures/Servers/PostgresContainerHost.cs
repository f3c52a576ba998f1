using GenreQueue.Fixtures.Containers;
using Testcontainers.PostgreSql;

namespace GenreQueue.Fixtures.Servers;

/// <summary>PostgreSQL in a container.</summary>
internal sealed class PostgresContainerHost : IServerHost
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly ServerContainer _container;

    private PostgresContainerHost(ServerContainer container) => _container = container;

    public string Output => _container.Output;

    public static async Task<PostgresContainerHost> StartAsync(int port, string[] options, CancellationToken cancellationToken)
    {
        var builder = new PostgreSqlBuilder(ComposeImages.Of("postgres"))
            .WithUsername(PostgresServer.User)
            .WithPassword(PostgresServer.Password)
            .WithCommand(options);
        var host = new PostgresContainerHost(await ServerContainer.StartAsync(builder, PostgreSqlBuilder.PostgreSqlPort, port, cancellationToken));
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

    // Over TCP: while the image initialises its cluster, a temporary server listens on the Unix socket only.
    private Task WaitUntilReadyAsync(CancellationToken cancellationToken) => _container.WaitUntilAsync(
        () => _container.SucceedsAsync("pg_isready", ["--quiet", "--host", "127.0.0.1", "--username", PostgresServer.User], cancellationToken),
        StartLimit,
        cancellationToken);
}
