using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>Limits and retries of a job queue.</summary>
public abstract class ClassifyConsumerDefinition<TConsumer>(string queue, int concurrency, IOptions<WorkerOptions> options, BusActivity activity)
    : QueueConsumerDefinition<TConsumer>(queue, concurrency, activity)
    where TConsumer : ClassifyConsumer
{
    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context)
    {
        base.ConfigureConsumer(endpointConfigurator, consumerConfigurator, context);
        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Ignore<ReportNotDeliveredException>();
            retry.Ignore<InvalidMessageException>();
            retry.Intervals(options.Value.RetryPauses);
        });
    }
}

/// <summary>Definition of the queue of interactive jobs.</summary>
public sealed class InteractiveClassifyConsumerDefinition(IOptions<WorkerOptions> options, BusActivity activity)
    : ClassifyConsumerDefinition<InteractiveClassifyConsumer>(Queues.Classify, options.Value.Slots, options, activity);

/// <summary>Definition of the queue of bulk jobs.</summary>
public sealed class BulkClassifyConsumerDefinition(IOptions<WorkerOptions> options, BusActivity activity)
    : ClassifyConsumerDefinition<BulkClassifyConsumer>(Queues.ClassifyBulk, options.Value.Slots, options, activity);

/// <summary>Definition of the queue of jobs that run alone.</summary>
public sealed class AloneClassifyConsumerDefinition(IOptions<WorkerOptions> options, BusActivity activity)
    : ClassifyConsumerDefinition<AloneClassifyConsumer>(Queues.ClassifyAlone, concurrency: 1, options, activity);
