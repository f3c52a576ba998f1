using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Uploads;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>
/// Takes messages from the job rows to the broker: new rows at once, those that were not confirmed again with back-off.
/// A broker that is away costs latency, never a job.
/// </summary>
public sealed class JobRelay(
    IBus bus,
    JobEvents events,
    JobOutbox outbox,
    TopologyDeployer topology,
    IOptions<BusOptions> options,
    TimeProvider time,
    ILogger<JobRelay> logger) : BackgroundService
{
    private const int BatchSize = 256;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds);
    private int _failures;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var batch = await NextNewAsync(SweepInterval, stoppingToken);
                if (batch.Count > 0) await PublishAsync(batch, stoppingToken);
                if (time.GetElapsedTime(swept) < SweepInterval) continue;
                await SweepAsync(stoppingToken);
                swept = time.GetTimestamp();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(exception, "The relay cannot reach the job table, trying again");
                await Task.Delay(SweepInterval, time, stoppingToken);
            }
        }
    }

    private async Task<List<Job>> NextNewAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var batch = new List<Job>();
        try
        {
            await events.QueuedReader.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return batch;
        }
        while (batch.Count < BatchSize && events.QueuedReader.TryRead(out var job)) batch.Add(job);
        return batch;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // While the broker is away one row is enough to find out when it is back.
            var claimed = await outbox.ClaimAsync(_failures > 0 ? 1 : BatchSize, cancellationToken);
            if (claimed.Count == 0) return;
            await PublishAsync(claimed, cancellationToken);
            if (_failures > 0)
            {
                await Task.Delay(Pause(_failures), time, cancellationToken);
                return;
            }
        }
    }

    private async Task PublishAsync(IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(jobs.Select(job => TryPublishAsync(job, cancellationToken)));
        var confirmed = jobs.Where((_, n) => outcomes[n] is null).Select(job => job.Id).ToList();
        if (confirmed.Count > 0) await outbox.MarkPublishedAsync(confirmed, cancellationToken);

        var failed = jobs.Zip(outcomes).Where(pair => pair.Second is not null).ToList();
        if (failed.Count == 0)
        {
            if (_failures > 0) logger.LogInformation("The broker takes jobs again");
            _failures = 0;
            return;
        }

        // A queue that is full refuses its own jobs and says nothing about the broker or about the other queue.
        _failures = confirmed.Count > 0 ? 0 : _failures + 1;
        logger.LogWarning("The broker did not take {Count} of {Total} jobs: {Reason}", failed.Count, jobs.Count, failed[0].Second!.Message);
        foreach (var group in failed.GroupBy(pair => pair.First.PublishAttempts, pair => pair.First.Id))
            await outbox.PostponeAsync([.. group], time.GetUtcNow() + Pause(group.Key), cancellationToken);
        if (failed.Exists(pair => pair.Second is MessageReturnedException)) await TryRedeployAsync(cancellationToken);
    }

    private async Task<Exception?> TryPublishAsync(Job job, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            var queue = job.Priority == Priority.Bulk ? Queues.ClassifyBulk : Queues.Classify;
            var endpoint = await bus.GetSendEndpoint(BusTopology.AddressOf(queue)).WaitAsync(limit.Token);
            var message = new ClassifyRequested(job.Id, job.UploadKey!, job.Model, job.Window, job.Labels);

            // The client does not always heed the token once a broker has stopped reading, so the wait has the limit too.
            await endpoint.Send(message, send => SetMandatory(send), limit.Token).WaitAsync(limit.Token);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception is OperationCanceledException ? new TimeoutException($"No confirmation within {_limit.TotalSeconds:0} s.") : exception;
        }
    }

    private async Task TryRedeployAsync(CancellationToken cancellationToken)
    {
        try
        {
            await topology.RedeployAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Cannot declare the queues: {Reason}", exception.Message);
        }
    }

    // Without the flag a message that no queue is bound for is confirmed and lost.
    private static void SetMandatory(SendContext context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
    }

    private static TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Max(attempts, 1) - 1)));
}
