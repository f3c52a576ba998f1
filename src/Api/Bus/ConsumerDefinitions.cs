using System.Runtime.ExceptionServices;
using GenreQueue.Hosting.Bus;
using MassTransit;
using MassTransit.Middleware;

namespace GenreQueue.Api.Bus;

/// <summary>Definition of a queue whose messages are stored in the database.</summary>
public abstract class StoringConsumerDefinition<TConsumer>(string queue, BusActivity activity)
    : QueueConsumerDefinition<TConsumer>(queue, ResultsWriter.Capacity, activity)
    where TConsumer : class, IConsumer
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context)
    {
        base.ConfigureConsumer(endpointConfigurator, consumerConfigurator, context);

        // If the database is unavailable, the message returns to its queue, which has no delivery limit. A message that cannot be
        // deserialised goes to the _error queue instead: it would be redelivered forever.
        endpointConfigurator.ConfigureError(pipe =>
        {
            pipe.UseExecute(error =>
            {
                if (error.Exception is ResultNotStoredException or OperationCanceledException) ExceptionDispatchInfo.Throw(error.Exception);
            });
            pipe.UseFilter(new ErrorTransportFilter());
        });
    }
}

/// <summary>Definition of the queue of worker reports.</summary>
public sealed class ResultsConsumerDefinition(BusActivity activity)
    : StoringConsumerDefinition<ResultsConsumer>(BusTopology.Results, activity);

/// <summary>Definition of the dead-letter queue.</summary>
public sealed class DeadLetterConsumerDefinition(BusActivity activity)
    : StoringConsumerDefinition<DeadLetterConsumer>(BusTopology.Dead, activity);

/// <summary>Definition of the temporary queue that each instance has for changes.</summary>
public sealed class JobsChangedConsumerDefinition : ConsumerDefinition<JobsChangedConsumer>
{
    private const int Prefetch = 16;

    public JobsChangedConsumerDefinition() => Endpoint(endpoint =>
    {
        endpoint.Name = DefaultEndpointNameFormatter.Instance.TemporaryEndpoint("watch");
        endpoint.Temporary = true;
        endpoint.PrefetchCount = Prefetch;
    });

    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<JobsChangedConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.PublishFaults = false;

        // Notifications are expendable. Their _error and _skipped queues would be durable and outlive the temporary queue.
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.DiscardSkippedMessages();
    }
}
