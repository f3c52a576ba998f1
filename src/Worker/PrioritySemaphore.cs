namespace GenreQueue.Worker;

/// <summary>
/// A semaphore for the CPU slots of a worker. Interactive jobs go first; within a queue, the order is first in, first out. A job may
/// also take all slots, to run alone.
/// </summary>
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
    private readonly LinkedList<Waiter> _alone = new();
    private readonly int _slots = slots;
    private int _free = slots;

    /// <summary>Waits for a slot; disposing the returned object releases it.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public Task<IDisposable> EnterAsync(bool bulk, CancellationToken cancellationToken) =>
        EnterAsync(bulk ? _bulk : _interactive, new Waiter(1, alone: false, time.GetTimestamp()), cancellationToken);

    /// <summary>
    /// Waits for all slots; disposing the returned object releases them. Jobs that arrive meanwhile wait until this one has left, and
    /// those that have waited by then go before the next job that runs alone.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public Task<IDisposable> EnterAloneAsync(CancellationToken cancellationToken) =>
        EnterAsync(_alone, new Waiter(_slots, alone: true, time.GetTimestamp()), cancellationToken);

    private async Task<IDisposable> EnterAsync(LinkedList<Waiter> queue, Waiter waiter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<Waiter> node;
        lock (_gate)
        {
            node = queue.AddLast(waiter);
            Admit();
        }
        await using var registration = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (node.List is null) return;
                queue.Remove(node);
                Admit();
            }
            waiter.Turn.TrySetCanceled(cancellationToken);
        });
        await waiter.Turn.Task;
        return new Slots(this, waiter);
    }

    private void Leave(Waiter leaving)
    {
        lock (_gate)
        {
            _free += leaving.Count;
            Admit(sharedFirst: leaving.Alone);
        }
    }

    // A job that runs alone keeps the others out while it waits for the slots, and lets them in before the next one.
    private void Admit(bool sharedFirst = false)
    {
        while ((sharedFirst ? NextShared() ?? _alone.First : _alone.First ?? NextShared()) is { } next && next.Value.Count <= _free)
        {
            next.List!.Remove(next);
            _free -= next.Value.Count;
            next.Value.Turn.SetResult();
        }
    }

    private LinkedListNode<Waiter>? NextShared() =>
        _bulk.First is { } bulk && time.GetElapsedTime(bulk.Value.Since) >= BulkWaitLimit ? bulk : _interactive.First ?? _bulk.First;

    private sealed class Waiter(int count, bool alone, long since)
    {
        public int Count => count;

        public bool Alone => alone;

        public long Since => since;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Slots(PrioritySemaphore gate, Waiter waiter) : IDisposable
    {
        private PrioritySemaphore? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave(waiter);
    }
}
