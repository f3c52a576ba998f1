namespace GenreQueue.Worker;

/// <summary>A semaphore for the CPU slots of a worker. Interactive jobs go first; within a queue, the order is first in, first out.</summary>
/// <param name="slots">Number of jobs that may run at the same time.</param>
/// <param name="time">Clock for <see cref="BulkWaitLimit"/>.</param>
public sealed class PrioritySemaphore(int slots, TimeProvider time)
{
    /// <summary>
    /// A bulk job that has waited this long goes next. Otherwise a steady stream of interactive jobs would hold bulk messages
    /// until the broker's consumer timeout.
    /// </summary>
    public static readonly TimeSpan BulkWaitLimit = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _interactive = new();
    private readonly LinkedList<Waiter> _bulk = new();
    private int _free = slots;

    /// <summary>Waits for a slot; disposing the returned object releases it.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public async Task<IDisposable> EnterAsync(bool bulk, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var queue = bulk ? _bulk : _interactive;
        LinkedListNode<Waiter> node;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return new Slot(this);
            }
            node = queue.AddLast(new Waiter(time.GetTimestamp()));
        }
        await using var registration = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (node.List is null) return;
                queue.Remove(node);
            }
            node.Value.Turn.TrySetCanceled(cancellationToken);
        });
        await node.Value.Turn.Task;
        return new Slot(this);
    }

    private void Leave()
    {
        LinkedListNode<Waiter>? next;
        lock (_gate)
        {
            next = _bulk.First is { } bulk && time.GetElapsedTime(bulk.Value.Since) >= BulkWaitLimit ? bulk : _interactive.First ?? _bulk.First;
            if (next is null) _free++;
            else next.List!.Remove(next);
        }
        next?.Value.Turn.SetResult();
    }

    private sealed class Waiter(long since)
    {
        public long Since { get; } = since;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Slot(PrioritySemaphore gate) : IDisposable
    {
        private PrioritySemaphore? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
