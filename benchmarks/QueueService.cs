using System.Diagnostics;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Benchmarks;

/// <summary>The measured programs, embedded or distributed.</summary>
internal sealed class QueueService : IAsyncDisposable
{
    private const int Workers = 2;
    private readonly TemporaryFolder _folder = new("benchmark");
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly Dictionary<string, string?> _settings = [];
    private readonly List<ServerProcess> _workers = [];

    private QueueService()
    {
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{FreePort.Next()}") };
        _settings["ASPNETCORE_URLS"] = $"{Client.BaseAddress}";
        _settings["Data__Folder"] = _folder.File("data");
        _settings["Uploads__Folder"] = _folder.File("uploads");
        _settings["Serilog__MinimumLevel__Default"] = "Warning";
    }

    public HttpClient Client { get; }

    /// <summary>Total processor time of the processes that host a worker, without their decoder children.</summary>
    public TimeSpan WorkerTime => _workers
        .Select(worker => Process.GetProcessById(worker.Id).TotalProcessorTime)
        .Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    /// <summary>Memory in megabytes of the largest process that hosts a worker, without its decoder children.</summary>
    public double WorkerMegabytes => _workers.Max(worker => Process.GetProcessById(worker.Id).WorkingSet64) / 1e6;

    public static async Task<QueueService> StartAsync(bool distributed)
    {
        var service = new QueueService();
        if (distributed) await service.StartServersAsync();
        var api = service.Start("Api");
        if (distributed) for (var n = 0; n < Workers; n++) service._workers.Add(service.Start("Worker"));
        else service._workers.Add(api);
        await api.WaitUntilAsync(service.IsReadyAsync, TimeSpan.FromMinutes(2));
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var part in Enumerable.Reverse(_parts)) await part.DisposeAsync();
        _folder.Dispose();
    }

    private async Task StartServersAsync()
    {
        // The published figures were measured with server processes; a container's storage layer would add to them.
        var rabbit = await RabbitMqServer.StartAsync(ServerKind.Processes);
        _parts.Add(rabbit);
        var postgres = await PostgresServer.StartAsync(durable: true, ServerKind.Processes);
        _parts.Add(postgres);
        var broker = rabbit.NextVirtualHost();
        var user = broker.UserInfo.Split(':');
        _settings["ConnectionStrings__Jobs"] = await postgres.NextDatabaseAsync();
        _settings["Bus__Transport"] = "RabbitMq";
        _settings["Bus__Host"] = broker.Host;
        _settings["Bus__Port"] = $"{broker.Port}";
        _settings["Bus__VirtualHost"] = broker.AbsolutePath.TrimStart('/');
        _settings["Bus__User"] = user[0];
        _settings["Bus__Password"] = user[1];
    }

    private ServerProcess Start(string project)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var output = Path.Combine(RepositoryPaths.Root, "src", project, "bin", framework.Parent!.Name, framework.Name);
        var program = ServerProcess.Start(project, "dotnet", [Path.Combine(output, $"GenreQueue.{project}.dll")], _settings, _folder.Path);
        _parts.Add(program);
        return program;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return (await Client.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
