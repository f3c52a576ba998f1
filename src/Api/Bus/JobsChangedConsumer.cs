using GenreQueue.Api.Hub;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Wakes the long polls of this instance and pushes to the watchers that are connected to it.</summary>
public sealed class JobsChangedConsumer(JobWaiters waiters, JobWatchers watchers) : IConsumer<JobsChanged>
{
    // A watcher who does not read holds up the others for so long; then they go on without it.
    private static readonly TimeSpan PushLimit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<JobsChanged> context)
    {
        foreach (var change in context.Message.Changes) waiters.Signal(change);
        return Task.WhenAll(context.Message.Changes.Select(change => watchers.PushAsync(change))).WaitAsync(PushLimit, context.CancellationToken);
    }
}
