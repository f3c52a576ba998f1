using System.Collections.Concurrent;

namespace GenreQueue.Hosting.Bus;

/// <summary>Work that must end by a deadline. Each handler enforces its own limits; a deadline passes only if that fails.</summary>
/// <param name="time">Clock.</param>
public sealed class HandlerDeadlines(TimeProvider time)
{
    private readonly ConcurrentDictionary<Entry, bool> _running = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether any work is past its deadline.</summary>
    public bool AnyPassed => _running.Keys.Any(entry => time.GetElapsedTime(entry.StartedAt) > entry.Limit);

    /// <summary>Registers work until the returned object is disposed.</summary>
    public IDisposable Start(TimeSpan limit)
    {
        var entry = new Entry(this, time.GetTimestamp(), limit);
        _running[entry] = true;
        return entry;
    }

    private sealed class Entry(HandlerDeadlines owner, long startedAt, TimeSpan limit) : IDisposable
    {
        public long StartedAt => startedAt;

        public TimeSpan Limit => limit;

        public void Dispose() => owner._running.TryRemove(this, out _);
    }
}
