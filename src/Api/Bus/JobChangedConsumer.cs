using GenreQueue.Api.Hub;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Wakes the long polls of this instance and pushes to the watchers that are connected to it.</summary>
public sealed class JobChangedConsumer(JobWaiters waiters, JobWatchers watchers) : IConsumer<JobChanged>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<JobChanged> context)
    {
        waiters.Signal(context.Message);
        return watchers.PushAsync(context.Message, context.CancellationToken);
    }
}
