using System.Collections.Concurrent;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>Long polls that wait for a change of a job, or of any job of a batch. A signal is only a hint, after which the row is read again.</summary>
public sealed class JobWaiters
{
    private readonly ConcurrentDictionary<Guid, Waiters> _waiting = new();

    /// <summary>Wakes the long polls of this job and of its batch on this instance.</summary>
    public void Signal(JobChanged change)
    {
        if (_waiting.TryGetValue(change.JobId, out var waiters)) waiters.Wake();
        if (change.BatchId is { } batch && _waiting.TryGetValue(batch, out waiters)) waiters.Wake();
    }

    /// <summary>Starts to listen: a signal from now on completes the next <see cref="Waiter.WaitAsync"/>.</summary>
    /// <param name="jobId">Id of the job or batch.</param>
    internal Waiter Listen(Guid jobId)
    {
        while (true)
        {
            var waiters = _waiting.GetOrAdd(jobId, _ => new Waiters());
            if (waiters.TryJoin()) return new Waiter(this, jobId, waiters);
        }
    }

    internal sealed class Waiter(JobWaiters owner, Guid jobId, Waiters waiters) : IDisposable
    {
        private Task _next = waiters.Next;

        /// <summary>Returns when the job is signalled, or after <paramref name="limit"/>.</summary>
        public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
        {
            await _next.WaitAsync(limit, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            _next = waiters.Next;
        }

        public void Dispose()
        {
            if (waiters.Leave()) owner._waiting.TryRemove(new KeyValuePair<Guid, Waiters>(jobId, waiters));
        }
    }

    internal sealed class Waiters
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource _signal = NewSignal();
        private int _count;

        public Task Next
        {
            get { lock (_gate) return _signal.Task; }
        }

        public bool TryJoin()
        {
            lock (_gate)
            {
                if (_count < 0) return false;
                _count++;
                return true;
            }
        }

        /// <returns>True for the last waiter, after which no other can join.</returns>
        public bool Leave()
        {
            lock (_gate)
            {
                if (--_count > 0) return false;
                _count = -1;
                return true;
            }
        }

        public void Wake()
        {
            lock (_gate)
            {
                _signal.SetResult();
                _signal = NewSignal();
            }
        }

        private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
