using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>
/// Queues dead-lettered jobs again, or fails those that crashed their worker while they ran alone. Workers return a job that comes
/// back, so one is dead-lettered only if several workers ended before they could do that.
/// </summary>
public sealed class DeadLetterConsumer(StoringServices services, TimeProvider time, ILogger<DeadLetterConsumer> logger)
    : StoringConsumer(services, BusTopology.Dead), IConsumer<ClassifyRequested>
{
    // Limits how fast a job circulates that is not to blame, as long as workers keep dying.
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ClassifyRequested> context)
    {
        // The other properties do not matter any more.
        var id = context.Message.JobId;
        if (id == Guid.Empty) throw new InvalidMessageException("it names no job");
        logger.LogWarning("Job {JobId} was dead-lettered: workers ended again and again while they held it", id);
        await StoreAsync(context, new ReturnedJob(id, time.GetUtcNow(), Delay));
    }
}
