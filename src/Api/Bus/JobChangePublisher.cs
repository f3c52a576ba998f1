using System.Threading.Channels;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>Tells every API instance of stored changes. They are hints: what cannot be told in time is dropped, the rows are the truth.</summary>
public sealed class JobChangePublisher(IBus bus, JobEvents events, IOptions<BusOptions> options, ILogger<JobChangePublisher> logger)
    : BackgroundService
{
    private const int Capacity = 10_000;
    private const int BatchSize = 256;

    private readonly Channel<JobChanged> _facts = Channel.CreateBounded<JobChanged>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Publishes soon, after the facts are committed.</summary>
    public void Publish(IEnumerable<JobChanged> facts)
    {
        foreach (var fact in facts) _facts.Writer.TryWrite(fact);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(PublishFromAsync(_facts.Reader, stoppingToken), PublishFromAsync(events.ChangesReader, stoppingToken));

    private async Task PublishFromAsync(ChannelReader<JobChanged> reader, CancellationToken cancellationToken)
    {
        var latest = new Dictionary<Guid, JobChanged>();
        while (await reader.WaitToReadAsync(cancellationToken))
        {
            // Of several changes of one job only the last one matters to a watcher.
            while (latest.Count < BatchSize && reader.TryRead(out var fact)) latest[fact.JobId] = fact;
            await TryPublishAsync(latest, cancellationToken);
            latest.Clear();
        }
    }

    private async Task TryPublishAsync(Dictionary<Guid, JobChanged> facts, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds));
        try
        {
            await bus.Publish(new JobsChanged([.. facts.Values]), publish => publish.Durable = false, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Could not tell watchers of {Count} changes: {Reason}", facts.Count, exception.Message);
        }
    }
}
