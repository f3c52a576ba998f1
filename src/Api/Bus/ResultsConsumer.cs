using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Takes what workers report; a message is acknowledged once it is stored.</summary>
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

/// <summary>Fails the jobs that the broker gave up on. A crash makes no message of its own: without this nobody would be told.</summary>
public sealed class DeadLetterConsumer(ResultsWriter writer, TimeProvider time, ILogger<DeadLetterConsumer> logger) : IConsumer<ClassifyRequested>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ClassifyRequested> context)
    {
        var id = context.Message.JobId;
        logger.LogError("No worker survived job {JobId}", id);
        var failed = new ClassifyFailed(
            id, ErrorCodes.WorkerCrashed, "The worker died on this job, time after time.", Worker: null, time.GetUtcNow());
        await writer.StoreAsync(failed, context.CancellationToken);
    }
}
