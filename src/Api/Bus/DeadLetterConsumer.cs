using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Fails jobs that were dead-lettered. A crashed worker publishes no report, so nothing else would end such a job.</summary>
public sealed class DeadLetterConsumer(ResultsWriter writer, TimeProvider time, ILogger<DeadLetterConsumer> logger) : IConsumer<ClassifyRequested>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ClassifyRequested> context)
    {
        var id = context.Message.JobId;
        logger.LogError("Job {JobId} was dead-lettered: the worker crashed repeatedly", id);
        var failed = new ClassifyFailed(id, ErrorCodes.WorkerCrashed, "The worker repeatedly crashed on this job.", Worker: null, time.GetUtcNow());
        await writer.StoreAsync(failed, context.CancellationToken);
    }
}
