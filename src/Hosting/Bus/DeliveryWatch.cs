namespace GenreQueue.Hosting.Bus;

/// <summary>Finds a queue that holds messages but delivers none to this process, although it has capacity.</summary>
/// <remarks>
/// MassTransit 8.5.12 reports an endpoint as healthy after the broker has cancelled its consumer (consumer timeout, or a
/// connection closed while a handler runs), and does not consume again until the running handlers have ended.
/// </remarks>
/// <param name="activity">Deliveries to this process.</param>
/// <param name="countReady">Counts the ready messages of the queues; null if the broker does not answer.</param>
/// <param name="time">Clock.</param>
internal sealed class DeliveryWatch(
    BusActivity activity,
    Func<IEnumerable<string>, CancellationToken, Task<IReadOnlyDictionary<string, uint>?>> countReady,
    TimeProvider time)
{
    private readonly Dictionary<string, (long Deliveries, long Since)> _stalled = [];

    /// <summary>Looks at each queue once.</summary>
    /// <returns>Name of a queue that has stalled for <paramref name="limit"/>, or null.</returns>
    public async Task<string?> FindStalledAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var queues = activity.Queues;
        var ready = await countReady(queues.Select(queue => queue.Name), cancellationToken);
        foreach (var queue in queues)
        {
            var stalls = ready?.GetValueOrDefault(queue.Name) > 0 && queue.HasCapacity;
            if (!stalls || (_stalled.TryGetValue(queue.Name, out var seen) && seen.Deliveries != queue.Deliveries)) _stalled.Remove(queue.Name);
            else if (!_stalled.TryAdd(queue.Name, (queue.Deliveries, time.GetTimestamp())) && time.GetElapsedTime(seen.Since) >= limit) return queue.Name;
        }
        return null;
    }
}
