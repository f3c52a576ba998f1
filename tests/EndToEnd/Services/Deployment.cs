using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Services;

/// <summary>The programs of one installation with their common settings: real processes, on data of their own, gone with the test.</summary>
public sealed class Deployment : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("deployment");
    private readonly Dictionary<string, string?> _settings = [];
    private readonly List<IAsyncDisposable> _programs = [];

    private Deployment()
    {
        _settings["Data__Folder"] = _folder.File("data");
        _settings["Uploads__Folder"] = _folder.File("uploads");
        _settings["Worker__Slots"] = "2";

        // Several services share two cores here; tiered compilation gets them going sooner than ready code would matter.
        _settings["DOTNET_TieredPGO"] = "0";
    }

    /// <summary>One API process with everything inside.</summary>
    public static Deployment Embedded() => new();

    /// <summary>API and workers on a broker and a database server, each with its own virtual host and database.</summary>
    public static async Task<Deployment> DistributedAsync(TestServers servers, CancellationToken cancellationToken)
    {
        var rabbit = await servers.RabbitMqAsync();
        var postgres = await servers.PostgresAsync();
        var deployment = new Deployment();
        deployment._settings["ConnectionStrings__Jobs"] = await postgres.NextDatabaseAsync(cancellationToken);
        deployment.UseBroker(rabbit.NextVirtualHost());
        return deployment;
    }

    /// <summary>Changes a setting of the programs that are started from now on.</summary>
    public string? this[string setting]
    {
        set => _settings[setting.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    /// <summary>Folder of this installation.</summary>
    public TemporaryFolder Folder => _folder;

    /// <summary>Virtual host on the broker.</summary>
    public string VirtualHost => _settings["Bus__VirtualHost"] ?? throw new InvalidOperationException("This installation has no broker.");

    /// <summary>Starts an API and waits until it serves; not until it is ready, which a broker that is away would prevent.</summary>
    public async Task<ApiProgram> StartApiAsync(CancellationToken cancellationToken)
    {
        var api = new ApiProgram(_settings, _folder.Path);
        _programs.Add(api);
        await api.StartAsync(cancellationToken);
        return api;
    }

    /// <summary>Starts a worker; it consumes when it is up, which need not be waited for.</summary>
    public ServerProcess StartWorker(string name = "worker", params (string Setting, string Value)[] settings)
    {
        var environment = new Dictionary<string, string?>(_settings);
        foreach (var (setting, value) in settings) environment[setting.Replace(":", "__", StringComparison.Ordinal)] = value;
        var worker = ServerProcess.Start(
            name, "dotnet", [Path.Combine(AppContext.BaseDirectory, "GenreQueue.Worker.dll")], environment, _folder.Path);
        _programs.Add(worker);
        return worker;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(_programs)) await program.DisposeAsync();
        _folder.Dispose();
    }

    private void UseBroker(Uri address)
    {
        var user = address.UserInfo.Split(':');
        _settings["Bus__Transport"] = "RabbitMq";
        _settings["Bus__Host"] = address.Host;
        _settings["Bus__Port"] = $"{(address.Port > 0 ? address.Port : 5672)}";
        _settings["Bus__VirtualHost"] = address.AbsolutePath is "/" or "" ? "/" : Uri.UnescapeDataString(address.AbsolutePath[1..]);
        _settings["Bus__User"] = Uri.UnescapeDataString(user[0]);
        _settings["Bus__Password"] = Uri.UnescapeDataString(user[^1]);
    }
}
