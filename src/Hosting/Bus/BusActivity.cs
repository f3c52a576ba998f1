using System.Collections.Concurrent;
using MassTransit;

namespace GenreQueue.Hosting.Bus;

/// <summary>Tracks deliveries and running handlers of the queues that this process consumes.</summary>
public sealed class BusActivity : IReceiveObserver
{
    private readonly ConcurrentDictionary<string, QueueActivity> _queues = new();

    /// <summary>The queues that this process consumes.</summary>
    public IReadOnlyCollection<QueueActivity> Queues => [.. _queues.Values];

    /// <summary>Starts to track a queue.</summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="concurrency">Messages that this process handles at the same time.</param>
    public void AddQueue(string queue, int concurrency) => _queues.TryAdd(queue, new QueueActivity(queue, concurrency));

    /// <inheritdoc/>
    public Task PreReceive(ReceiveContext context)
    {
        Find(context)?.Begin(context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PostReceive(ReceiveContext context)
    {
        Find(context)?.End(context);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReceiveFault(ReceiveContext context, Exception exception) => PostReceive(context);

    /// <inheritdoc/>
    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    private QueueActivity? Find(ReceiveContext context) =>
        _queues.GetValueOrDefault(context.InputAddress.AbsolutePath[(context.InputAddress.AbsolutePath.LastIndexOf('/') + 1)..]);
}
