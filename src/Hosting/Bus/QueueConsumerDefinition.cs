using MassTransit;

namespace GenreQueue.Hosting.Bus;

/// <summary>Base of the consumer definitions for the durable queues; <see cref="BusTopology"/> adds the queue's arguments.</summary>
/// <typeparam name="TConsumer">The consumer. MassTransit gives each consumer type one endpoint.</typeparam>
public abstract class QueueConsumerDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    /// <param name="queue">One of <see cref="BusTopology.All"/>.</param>
    /// <param name="concurrency">Messages handled at the same time. No more are prefetched: if the process dies, each prefetched message counts one delivery.</param>
    /// <param name="activity">Tells the watchdog that this process consumes the queue.</param>
    protected QueueConsumerDefinition(string queue, int concurrency, BusActivity activity)
    {
        Endpoint(endpoint =>
        {
            endpoint.Name = queue;
            endpoint.PrefetchCount = concurrency;
            endpoint.ConcurrentMessageLimit = concurrency;
        });
        activity.AddQueue(queue, concurrency);
    }

    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.PublishFaults = false;
}
