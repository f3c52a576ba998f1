using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>Publishes committed changes to all API instances. They are notifications only: the rows are authoritative, so a failed publish is dropped.</summary>
public sealed class JobChangePublisher(IBus bus, JobEvents events, IOptions<BusOptions> options, ILogger<JobChangePublisher> logger)
    : BackgroundService
{
    private const int BatchSize = 256;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var latest = new Dictionary<Guid, JobChanged>();
        while (await events.Changes.WaitToReadAsync(stoppingToken))
        {
            // Of several changes to one job, only the last one matters to a watcher.
            while (latest.Count < BatchSize && events.Changes.TryRead(out var change)) latest[change.JobId] = change;
            await TryPublishAsync(latest, stoppingToken);
            latest.Clear();
        }
    }

    private async Task TryPublishAsync(Dictionary<Guid, JobChanged> changes, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds));
        try
        {
            await bus.Publish(new JobsChanged([.. changes.Values]), publish => publish.Durable = false, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Cannot notify watchers of {Count} changes: {Reason}", changes.Count, exception.Message);
        }
    }
}
