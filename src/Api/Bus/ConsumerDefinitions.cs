using System.Runtime.ExceptionServices;
using GenreQueue.Hosting.Bus;
using MassTransit;
using MassTransit.Middleware;

namespace GenreQueue.Api.Bus;

/// <summary>Definition of a queue whose messages are stored in the database.</summary>
public abstract class StoringConsumerDefinition<TConsumer>(string queue, int concurrency, BusActivity activity)
    : QueueConsumerDefinition<TConsumer>(queue, concurrency, activity)
    where TConsumer : class, IConsumer
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context)
    {
        base.ConfigureConsumer(endpointConfigurator, consumerConfigurator, context);

        // A message that could not be stored because the service stops returns to its queue. One that is invalid or cannot be
        // deserialised is moved to the _error queue: delivering it again would not help.
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
    : StoringConsumerDefinition<ResultsConsumer>(BusTopology.Results, ResultsWriter.Capacity, activity);

/// <summary>Definition of the dead-letter queue of worker reports. One at a time: one of them may be what ended the processes.</summary>
public sealed class DeadResultsConsumerDefinition(BusActivity activity)
    : StoringConsumerDefinition<DeadResultsConsumer>(BusTopology.DeadResults, concurrency: 1, activity);

/// <summary>Definition of the dead-letter queue of jobs.</summary>
public sealed class DeadLetterConsumerDefinition(BusActivity activity)
    : StoringConsumerDefinition<DeadLetterConsumer>(BusTopology.Dead, ResultsWriter.Capacity, activity);

/// <summary>Definition of the queue of walks. One at a time: a walk waits for the disk of its library most of the time.</summary>
public sealed class WalkConsumerDefinition(BusActivity activity)
    : QueueConsumerDefinition<WalkConsumer>(BusTopology.Walks, concurrency: 1, activity);

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
