namespace GenreQueue.Library.Report;

/// <summary>Keeps the items that rank first, and counts all.</summary>
/// <param name="limit">How many are kept.</param>
internal sealed class Bounded<T>(int limit)
{
    private readonly PriorityQueue<T, (double Rank, long Order)> _items = new();

    /// <summary>Number of items that were added.</summary>
    public long Count { get; private set; }

    /// <summary>Number of items that were not kept.</summary>
    public long Left => Count - _items.Count;

    /// <summary>Adds an item. Those with a higher rank are kept; among equals, those that were added first.</summary>
    public void Add(T item, double rank = 0)
    {
        _items.Enqueue(item, (rank, -Count));
        Count++;
        if (_items.Count > limit) _items.Dequeue();
    }

    /// <summary>The items that were kept, by falling rank.</summary>
    public IEnumerable<T> Ranked() => _items.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element);
}
