using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Page;

/// <summary>The whole service in one real process, on a folder of its own. It can be killed and started again on the same port and data.</summary>
public sealed class EmbeddedApi : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder folder = new("api");
    private ServerProcess? process;

    public EmbeddedApi()
    {
        Port = FreePort.Next();
        Client = new HttpClient { BaseAddress = new Uri(Address) };
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public HttpClient Client { get; }

    public async ValueTask InitializeAsync() => await StartAsync(CancellationToken.None);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = Address,
            ["Api__Urls"] = Address,
            ["Data__Folder"] = folder.File("data"),
            ["Uploads__Folder"] = folder.File("uploads"),
        };
        process = ServerProcess.Start(
            "GenreQueue.Api", "dotnet", [Path.Combine(AppContext.BaseDirectory, "GenreQueue.Api.dll")], environment, folder.Path);
        await process.WaitUntilAsync(() => IsReadyAsync(cancellationToken), StartLimit, cancellationToken);
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        process!.Send(Signal.Kill);
        await process.WaitForExitAsync(StartLimit);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (process is not null) await process.DisposeAsync();
        folder.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await Client.GetAsync("/health/ready", cancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
