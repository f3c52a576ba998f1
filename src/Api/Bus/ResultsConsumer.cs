using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Stores the reports of the workers; a message is acknowledged once it is stored.</summary>
public sealed class ResultsConsumer(ResultsWriter writer)
    : IConsumer<ClassifyStarted>, IConsumer<ClassifyCompleted>, IConsumer<ClassifyFailed>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ClassifyStarted> context) => writer.StoreAsync(context.Message, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ClassifyCompleted> context) => writer.StoreAsync(context.Message, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ClassifyFailed> context) => writer.StoreAsync(context.Message, context.CancellationToken);
}
