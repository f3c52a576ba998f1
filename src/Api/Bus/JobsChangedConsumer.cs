using GenreQueue.Api.Hub;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>Completes the long polls of this instance and notifies the watchers connected to it.</summary>
public sealed class JobsChangedConsumer(JobWaiters waiters, JobWatchers watchers, ILogger<JobsChangedConsumer> logger) : IConsumer<JobsChanged>
{
    // A connection that does not read delays the others by at most this long.
    private static readonly TimeSpan PushTimeout = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<JobsChanged> context)
    {
        if (MessageRules.FaultOf(context.Message) is { } fault)
        {
            logger.LogWarning("Dropped a notification about changed jobs: {Fault}", fault);
            return Task.CompletedTask;
        }
        foreach (var change in context.Message.Changes) waiters.Signal(change);
        return Task.WhenAll(context.Message.Changes.Select(change => watchers.PushAsync(change))).WaitAsync(PushTimeout, context.CancellationToken);
    }
}
