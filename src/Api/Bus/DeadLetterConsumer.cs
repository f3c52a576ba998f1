using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Fails jobs that were dead-lettered. A crashed worker publishes no report, so nothing else would end such a job.</summary>
public sealed class DeadLetterConsumer(StoringServices services, TimeProvider time, ILogger<DeadLetterConsumer> logger)
    : StoringConsumer(services, BusTopology.Dead), IConsumer<ClassifyRequested>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ClassifyRequested> context)
    {
        // The other properties do not matter any more.
        var id = context.Message.JobId;
        if (id == Guid.Empty) throw new InvalidMessageException("it names no job");
        logger.LogError("Job {JobId} was dead-lettered: the worker crashed repeatedly", id);
        var failed = new ClassifyFailed(id, ErrorCodes.WorkerCrashed, "The worker repeatedly crashed on this job.", Worker: null, time.GetUtcNow());
        await StoreAsync(context, failed);
    }
}
