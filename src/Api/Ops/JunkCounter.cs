using GenreQueue.Hosting.Bus;

namespace GenreQueue.Api.Ops;

/// <summary>Counts the messages that could not be handled. Such a count costs the broker a connection, so it is repeated every ten seconds at most.</summary>
internal sealed class JunkCounter(JunkQueues queues, TimeProvider time, ILogger<JunkCounter> logger)
{
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(10);
    private IReadOnlyList<JunkCount>? _last;
    private long? _countedAt;

    /// <summary>The queues that hold messages; null if the broker does not answer. Called by one caller at a time.</summary>
    public async Task<IReadOnlyList<JunkCount>?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_countedAt is { } counted && time.GetElapsedTime(counted) < CacheTime) return _last;
        try
        {
            var counts = await queues.CountAsync(cancellationToken);
            _last = [.. counts.Where(count => count.Value > 0).Select(count => new JunkCount(count.Key, count.Value))];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug("Cannot count the messages that could not be handled: {Reason}", exception.Message);
            _last = null;
        }
        _countedAt = time.GetTimestamp();
        return _last;
    }
}
