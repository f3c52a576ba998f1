using System.Threading.Channels;

namespace GenreQueue.Api.Store;

/// <summary>
/// Group commit: items that arrive while a commit is running are committed together in the next one, so batches grow with the
/// load. Each caller waits for the commit of its own item.
/// </summary>
internal sealed class GroupCommit<T> : IAsyncDisposable
{
    private readonly Channel<Entry> _entries;
    private readonly int _maxWeight;
    private readonly Func<IReadOnlyList<T>, Task> _commit;
    private readonly Func<T, int> _weigh;
    private readonly Func<Exception, bool> _canSplit;
    private readonly Task _loop;

    /// <param name="capacity">Items that may wait; further callers wait for room.</param>
    /// <param name="maxWeight">Weight at which a group is closed.</param>
    /// <param name="commit">Commits a group, all or nothing.</param>
    /// <param name="weigh">Weight of one item; 1 by default.</param>
    /// <param name="canSplit">
    /// Whether the items of a failed group are committed one by one, so that only the faulty one fails; always by default.
    /// </param>
    public GroupCommit(
        int capacity, int maxWeight, Func<IReadOnlyList<T>, Task> commit, Func<T, int>? weigh = null, Func<Exception, bool>? canSplit = null)
    {
        _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _maxWeight = maxWeight;
        _commit = commit;
        _weigh = weigh ?? (_ => 1);
        _canSplit = canSplit ?? (_ => true);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Returns once <paramref name="item"/> is committed, and throws if its commit failed.</summary>
    /// <param name="item">The item to commit.</param>
    /// <param name="cancellationToken">Ends the wait for room. An item that has been queued is always committed.</param>
    /// <exception cref="ChannelClosedException">This instance has been disposed.</exception>
    public async Task AddAsync(T item, CancellationToken cancellationToken)
    {
        var entry = new Entry(item);
        await _entries.Writer.WriteAsync(entry, cancellationToken);
        await entry.Committed.Task;
    }

    /// <summary>Commits the queued items and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _entries.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var group = new List<Entry>();
        while (await _entries.Reader.WaitToReadAsync())
        {
            group.Clear();
            var weight = 0;
            while (weight < _maxWeight && _entries.Reader.TryRead(out var entry))
            {
                group.Add(entry);
                weight += _weigh(entry.Item);
            }
            await CommitAsync(group);
        }
    }

    private async Task CommitAsync(IReadOnlyList<Entry> group)
    {
        try
        {
            await _commit([.. group.Select(entry => entry.Item)]);
            foreach (var entry in group) entry.Committed.SetResult();
        }
        catch (Exception exception) when (group.Count > 1 && _canSplit(exception))
        {
            foreach (var entry in group) await CommitAsync([entry]);
        }
        catch (Exception exception)
        {
            foreach (var entry in group) entry.Committed.SetException(exception);
        }
    }

    private sealed record Entry(T Item)
    {
        public TaskCompletionSource Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
