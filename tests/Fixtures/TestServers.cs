using GenreQueue.Fixtures.Servers;
using Xunit.Sdk;

namespace GenreQueue.Fixtures;

/// <summary>The servers that the tests of a project share, each started when it is first used.</summary>
public sealed class TestServers : IAsyncDisposable
{
    /// <summary>Time limit in milliseconds of a test that uses a server.</summary>
    public const int TimeoutMs = 300_000;

    private readonly Lazy<Task<RabbitMqServer>> _rabbit = new(() => RabbitMqServer.StartAsync());
    private readonly Lazy<Task<PostgresServer>> _postgres = new(() => PostgresServer.StartAsync());

    /// <summary>The broker; every test takes a virtual host of its own.</summary>
    public Task<RabbitMqServer> RabbitMqAsync() => OrSkipAsync(_rabbit.Value);

    /// <summary>The database server; every test takes a database of its own.</summary>
    public Task<PostgresServer> PostgresAsync() => OrSkipAsync(_postgres.Value);

    /// <summary>Skips the test when a server cannot run on this machine. In CI, and when a kind of server is requested, it fails instead.</summary>
    public static async Task<T> OrSkipAsync<T>(Task<T> server)
    {
        try
        {
            return await server;
        }
        catch (ServerMissingException exception) when (Environment.GetEnvironmentVariable("CI") is null or "" && !ServerChoice.IsExplicit)
        {
            throw SkipException.ForSkip(exception.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rabbit is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _rabbit.Value).DisposeAsync();
        if (_postgres is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _postgres.Value).DisposeAsync();
    }
}
