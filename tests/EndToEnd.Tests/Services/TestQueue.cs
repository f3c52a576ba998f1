using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>Inspects the queues of an installation.</summary>
internal sealed class TestQueue : IAsyncDisposable
{
    private readonly IConnection _connection;

    private TestQueue(IConnection connection) => _connection = connection;

    public static async Task<TestQueue> OpenAsync(Deployment deployment, CancellationToken cancellationToken) =>
        new(await new ConnectionFactory { Uri = deployment.Broker }.CreateConnectionAsync(cancellationToken));

    /// <summary>Number of messages ready for delivery; null when the queue does not exist.</summary>
    public async Task<uint?> CountAsync(string queue, CancellationToken cancellationToken)
    {
        // A passive declare of a missing queue closes its channel.
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return await channel.MessageCountAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException)
        {
            return null;
        }
    }

    /// <summary>Receives one message and closes the channel without an acknowledgement, as a process does that dies.</summary>
    /// <returns>False if no message was ready.</returns>
    public async Task<bool> ReceiveAndDropAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is not null;
    }

    /// <summary>Declares a quorum queue without further arguments, as another version might.</summary>
    public async Task DeclareAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
    }

    /// <summary>Deletes a queue with its messages.</summary>
    public async Task DeleteAsync(string queue, CancellationToken cancellationToken)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
    }

    /// <summary>Publishes a text as if a program of the installation had sent it.</summary>
    public async Task PublishAsync(string exchange, string text, CancellationToken cancellationToken)
    {
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        await using var channel = await _connection.CreateChannelAsync(confirmed, cancellationToken);
        var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true };
        await channel.BasicPublishAsync(exchange, routingKey: "", mandatory: true, properties, Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
