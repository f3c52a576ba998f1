using RabbitMQ.Client;

namespace GenreQueue.Hosting.Bus;

/// <summary>Reads queue lengths on a connection of its own, independent of the bus.</summary>
internal sealed class QueueProbe(BusOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);
    private IConnection? _connection;

    /// <summary>Counts the messages of each queue that are ready for delivery.</summary>
    /// <returns>Null if the broker is unreachable, refuses the request, or does not accept publishes at the moment.</returns>
    public async Task<IReadOnlyDictionary<string, uint>?> CountReadyAsync(IEnumerable<string> queues, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            return await CountAsync(queues, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            await DisposeAsync();
            return null;
        }
    }

    /// <summary>Whether the broker accepts a connection and a channel.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken) => await CountReadyAsync([], cancellationToken) is not null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } connection) return;
        await connection.AbortAsync(CloseTimeout);
        await connection.DisposeAsync();
    }

    private async Task<IReadOnlyDictionary<string, uint>> CountAsync(IEnumerable<string> queues, CancellationToken cancellationToken)
    {
        _connection ??= await options.CreateConnectionFactory().CreateConnectionAsync("genrequeue watchdog", cancellationToken);
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);

        // During a memory or disk alarm the broker stops reading from connections that publish. It then sees no acknowledgement
        // from the bus and delivers nothing. This publish, to no queue, blocks the probe as well, so that it fails.
        await channel.BasicPublishAsync(exchange: "", routingKey: "genrequeue.probe", body: ReadOnlyMemory<byte>.Empty, cancellationToken);
        var counts = new Dictionary<string, uint>();
        foreach (var queue in queues) counts[queue] = await channel.MessageCountAsync(queue, cancellationToken);
        return counts;
    }
}
