using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Stores the reports of the workers.</summary>
/// <param name="services">Shared by all consumers of the process.</param>
/// <param name="queue">The queue of the consumer.</param>
public abstract class ReportsConsumer(StoringServices services, string queue)
    : StoringConsumer(services, queue), IConsumer<ClassifyStarted>, IConsumer<ClassifyCompleted>, IConsumer<ClassifyFailed>, IConsumer<ClassifyReturned>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ClassifyStarted> context) =>
        MessageRules.FaultOf(context.Message) is { } fault
            ? RejectAsync(context, Guid.Empty, fault)
            : StoreAsync(context, context.Message);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ClassifyCompleted> context) =>
        MessageRules.FaultOf(context.Message) is { } fault
            ? RejectAsync(context, context.Message.JobId, fault)
            : StoreAsync(context, context.Message);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ClassifyFailed> context) =>
        MessageRules.FaultOf(context.Message) is { } fault
            ? RejectAsync(context, context.Message.JobId, fault)
            : StoreAsync(context, context.Message);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ClassifyReturned> context) =>
        MessageRules.FaultOf(context.Message) is { } fault
            ? RejectAsync(context, Guid.Empty, fault)
            : StoreAsync(context, new ReturnedJob(context.Message.JobId, Services.Time.GetUtcNow()));
}

/// <summary>Consumes the queue of reports.</summary>
public sealed class ResultsConsumer(StoringServices services) : ReportsConsumer(services, BusTopology.Results);

/// <summary>Consumes the reports that API processes received again and again without acknowledging them. They still end their jobs.</summary>
public sealed class DeadResultsConsumer(StoringServices services) : ReportsConsumer(services, BusTopology.DeadResults);
