using Xunit.v3;
using GenreQueue.Fixtures.Servers;

[assembly: AssemblyFixture(typeof(GenreQueue.EndToEnd.Tests.Services.TestServers))]

// Whole services run here: several at a time on few cores would only wait for each other.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>The servers that tests share, each started when it is first asked for.</summary>
public sealed class TestServers : IAsyncDisposable
{
    private readonly Lazy<Task<RabbitMqServer>> _rabbit = new(() => RabbitMqServer.StartAsync());
    private readonly Lazy<Task<PostgresServer>> _postgres = new(() => PostgresServer.StartAsync());

    /// <summary>The broker; every test takes a virtual host of its own.</summary>
    public Task<RabbitMqServer> RabbitMqAsync() => OrSkipAsync(_rabbit);

    /// <summary>The database server; every test takes a database of its own.</summary>
    public Task<PostgresServer> PostgresAsync() => OrSkipAsync(_postgres);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rabbit is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _rabbit.Value).DisposeAsync();
        if (_postgres is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _postgres.Value).DisposeAsync();
    }

    private static async Task<T> OrSkipAsync<T>(Lazy<Task<T>> server)
    {
        try
        {
            return await server.Value;
        }
        catch (ServerMissingException missing) when (Environment.GetEnvironmentVariable("CI") is null or "")
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }
}
