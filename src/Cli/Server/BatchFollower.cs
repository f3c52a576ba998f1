using System.Collections.Concurrent;

namespace GenreQueue.Cli.Server;

/// <summary>Pages through the ended jobs of a batch for everybody who waits for one of them.</summary>
internal sealed class BatchFollower : IAsyncDisposable
{
    // Pages fill up meanwhile, and one that is not awaited by the service, because all jobs so far have ended, is not asked for all the time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<ServiceJob?>> _ends = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceClient _client;
    private readonly Func<ServiceJob, string> _keyOf;
    private readonly bool _endsWhenComplete;
    private readonly Task _following;
    private volatile Action<TaskCompletionSource<ServiceJob?>>? _end;

    /// <param name="client">The service.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="keyOf">By what a job is waited for.</param>
    /// <param name="endsWhenComplete">Whether no job is added once all have ended.</param>
    public BatchFollower(ServiceClient client, Guid batch, Func<ServiceJob, string> keyOf, bool endsWhenComplete)
    {
        (_client, Batch, _keyOf, _endsWhenComplete) = (client, batch, keyOf, endsWhenComplete);
        _following = FollowAsync(_stop.Token);
    }

    /// <summary>Id of the batch.</summary>
    public Guid Batch { get; }

    /// <summary>Waits for the end of a job. Each job can be waited for once.</summary>
    /// <returns>The job; null if the batch has ended without it.</returns>
    /// <exception cref="ServiceException">The service cannot be reached.</exception>
    public async Task<ServiceJob?> EndOfAsync(string key, CancellationToken cancellationToken)
    {
        var end = EndOf(key);
        _end?.Invoke(end);
        try
        {
            return await end.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _ends.TryRemove(key, out _);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (string? cursor = null; ;)
            {
                var page = await _client.GetEndedAsync(Batch, cursor, cancellationToken);
                foreach (var job in page.Items) EndOf(_keyOf(job)).TrySetResult(job);
                cursor = page.Cursor;
                if (page.Complete && _endsWhenComplete) break;
                await Task.Delay(Pause, cancellationToken);
            }
            EndAll(end => end.TrySetResult(null));
        }
        catch (OperationCanceledException)
        {
            EndAll(end => end.TrySetCanceled(CancellationToken.None));
        }
        catch (Exception exception)
        {
            EndAll(end => end.TrySetException(exception));
        }
    }

    private void EndAll(Action<TaskCompletionSource<ServiceJob?>> end)
    {
        // Set first: who begins to wait from now on ends without this loop.
        _end = end;
        foreach (var waiting in _ends.Values) end(waiting);
    }

    private TaskCompletionSource<ServiceJob?> EndOf(string key) =>
        _ends.GetOrAdd(key, _ => new TaskCompletionSource<ServiceJob?>(TaskCreationOptions.RunContinuationsAsynchronously));
}
