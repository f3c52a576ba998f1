using GenreQueue.Api.Store;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Clients that upload one file after another, in turn to each API, until they are stopped.</summary>
internal sealed class Load : IAsyncDisposable
{
    private const int DefaultPause = 100;   // ms

    // So that a client does not spin on an API that is down.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Installation _installation;
    private readonly TimeSpan _pause;
    private readonly Task _clients;

    private Load(Installation installation, int clients, TimeSpan pause)
    {
        _installation = installation;
        _pause = pause;
        _clients = Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => RunAsync(client))));
    }

    /// <summary>Starts the clients.</summary>
    /// <param name="installation">Where they upload to.</param>
    /// <param name="clients">Number of clients.</param>
    /// <param name="pauseMs">Pause of a client after each upload; it bounds the load, which continues while nothing is processed.</param>
    public static Load Start(Installation installation, int clients = 3, int pauseMs = DefaultPause) =>
        new(installation, clients, TimeSpan.FromMilliseconds(pauseMs));

    /// <summary>Uploads a number of short files as fast as the APIs take them.</summary>
    public static Task BurstAsync(Installation installation, int count, Priority priority, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (n, token) => await installation.Ledger.PostAsync(
                installation.Apis[n % installation.Apis.Count], installation.Songs.NextShort(), priority, token));

    /// <summary>Stops the clients; uploads in progress are answered first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        await _clients;
    }

    private async Task RunAsync(int client)
    {
        for (var n = client; !_stopping.IsCancellationRequested; n++)
        {
            var api = _installation.Apis[n % _installation.Apis.Count];
            var priority = n % 3 == 0 ? Priority.Bulk : Priority.Interactive;
            var id = await _installation.Ledger.PostAsync(api, _installation.Songs.Next(), priority, CancellationToken.None);
            await Task.Delay(id is null ? PauseAfterFailure : _pause, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
