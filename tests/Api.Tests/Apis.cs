using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(GenreQueue.Api.Tests.Apis))]

namespace GenreQueue.Api.Tests;

/// <summary>The supported databases.</summary>
public enum Database
{
    Sqlite,
    Postgres,
}

/// <summary>One service per database, started on first use and shared by all tests.</summary>
public sealed class Apis : IAsyncLifetime
{
    /// <summary>Signing secret of the shared services.</summary>
    public const string WebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<Database, ApiFixture> _services = [];
    private readonly TestServers _servers = new();

    public async Task<ApiFixture> GetAsync(Database database)
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_services.TryGetValue(database, out var service))
            {
                _services[database] = service = new ApiFixture(await SettingsAsync(database));
                service.StartServer();   // started here because starting is not thread-safe
            }
            return service;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Creates a separate service on its own database.</summary>
    public async Task<ApiFixture> NewAsync(Database database, params (string Key, string Value)[] settings)
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var all = await SettingsAsync(database);
            foreach (var (key, value) in settings) all[key] = value;
            return new ApiFixture(all);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Connection string of an empty PostgreSQL database.</summary>
    public async Task<string> NextPostgresAsync()
    {
        var postgres = await _servers.PostgresAsync();
        return await postgres.NextDatabaseAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Dictionary<string, string>> SettingsAsync(Database database)
    {
        var settings = new Dictionary<string, string>
        {
            ["Webhooks:Secret"] = WebhookSecret,
            ["Webhooks:AllowPrivateAddresses"] = "true",
            ["Webhooks:RetryPausesSeconds"] = "0,0,0",
            ["Uploads:KeepFailedMinutes"] = "60",
        };
        if (database == Database.Postgres) settings["ConnectionStrings:Jobs"] = await NextPostgresAsync();
        return settings;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Values) await service.DisposeAsync();
        await _servers.DisposeAsync();
        _gate.Dispose();
    }
}

/// <summary>Runs a theory once for each database, with a time limit because it may start a server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Enum.GetValues<Database>().Select(database => new TheoryDataRow<Database>(database) { Timeout = TestServers.TimeoutMs })]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
