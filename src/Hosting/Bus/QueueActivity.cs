using System.Collections.Concurrent;

namespace GenreQueue.Hosting.Bus;

/// <summary>Deliveries and running handlers of one queue in this process.</summary>
/// <param name="name">Name of the queue.</param>
/// <param name="concurrency">Messages that this process handles at the same time.</param>
public sealed class QueueActivity(string name, int concurrency)
{
    private readonly ConcurrentDictionary<object, bool> _running = new(ReferenceEqualityComparer.Instance);
    private long _deliveries;

    /// <summary>Name of the queue.</summary>
    public string Name => name;

    /// <summary>Messages delivered to this process so far.</summary>
    public long Deliveries => Interlocked.Read(ref _deliveries);

    /// <summary>Whether another message could be handled right now.</summary>
    public bool HasCapacity => _running.Count < concurrency;

    /// <summary>Records a delivery.</summary>
    public void Begin(object delivery)
    {
        Interlocked.Increment(ref _deliveries);
        _running[delivery] = true;
    }

    /// <summary>Records that a handler has ended.</summary>
    public void End(object delivery) => _running.TryRemove(delivery, out _);
}
