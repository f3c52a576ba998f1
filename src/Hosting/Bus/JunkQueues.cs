using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GenreQueue.Hosting.Bus;

/// <summary>The queues of messages that cannot be handled. Nothing consumes them: an operator looks at them and empties them.</summary>
public sealed class JunkQueues(IOptions<BusOptions> options)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    // What a job queue cannot handle is dead-lettered instead.
    private static readonly string[] Sources = [BusTopology.Results, BusTopology.Walks, BusTopology.Dead, BusTopology.DeadResults];

    /// <summary>Names of all such queues; most of them are declared by the first message that is moved there.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Sources.SelectMany(queue => new[] { $"{queue}_error", $"{queue}_skipped" }), BusTopology.Junk];

    /// <summary>Counts the messages of each queue that exists.</summary>
    /// <exception cref="BrokerUnreachableException">The broker does not accept the connection.</exception>
    /// <exception cref="OperationCanceledException">The broker did not answer within five seconds, or the caller cancelled.</exception>
    public Task<IReadOnlyDictionary<string, uint>> CountAsync(CancellationToken cancellationToken) =>
        VisitAsync(static async (channel, queue, token) => (await channel.QueueDeclarePassiveAsync(queue, token)).MessageCount, cancellationToken);

    /// <summary>Deletes the messages of each queue that exists.</summary>
    /// <returns>How many were deleted from each.</returns>
    /// <exception cref="BrokerUnreachableException">The broker does not accept the connection.</exception>
    /// <exception cref="OperationCanceledException">The broker did not answer within five seconds, or the caller cancelled.</exception>
    public Task<IReadOnlyDictionary<string, uint>> EmptyAsync(CancellationToken cancellationToken) =>
        VisitAsync(static (channel, queue, token) => channel.QueuePurgeAsync(queue, token), cancellationToken);

    private async Task<IReadOnlyDictionary<string, uint>> VisitAsync(
        Func<IChannel, string, CancellationToken, Task<uint>> visit, CancellationToken cancellationToken)
    {
        var visited = new Dictionary<string, uint>();
        if (options.Value.Transport == BusTransport.Memory) return visited;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        var connection = await options.Value.CreateConnectionFactory().CreateConnectionAsync("genrequeue junk", limit.Token).WaitAsync(limit.Token);
        try
        {
            foreach (var queue in Names)
            {
                // The broker closes the channel if the queue does not exist.
                var channel = await connection.CreateChannelAsync(cancellationToken: limit.Token).WaitAsync(limit.Token);
                try
                {
                    visited[queue] = await visit(channel, queue, limit.Token).WaitAsync(limit.Token);
                }
                catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
                {
                    continue;
                }
                await channel.CloseAsync(limit.Token).WaitAsync(limit.Token);
            }
        }
        finally
        {
            await connection.AbortAsync(CloseTimeout);
            await connection.DisposeAsync();
        }
        return visited;
    }
}
