using GenreQueue.Api.Hub;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Completes the long polls of this instance and notifies the watchers connected to it.</summary>
public sealed class JobsChangedConsumer(JobWaiters waiters, JobWatchers watchers) : IConsumer<JobsChanged>
{
    // A connection that does not read delays the others by at most this long.
    private static readonly TimeSpan PushTimeout = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<JobsChanged> context)
    {
        foreach (var change in context.Message.Changes) waiters.Signal(change);
        return Task.WhenAll(context.Message.Changes.Select(change => watchers.PushAsync(change))).WaitAsync(PushTimeout, context.CancellationToken);
    }
}
