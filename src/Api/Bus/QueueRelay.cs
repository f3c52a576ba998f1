using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>
/// Publishes the jobs of one priority: new rows at once, unconfirmed ones again with back-off. While the broker is unreachable or the
/// queue is full, jobs wait in the table.
/// </summary>
internal sealed class QueueRelay(
    JobSender sender, Priority priority, JobEvents events, JobOutbox outbox, TimeProvider time, ILogger<JobRelay> logger)
{
    private const int BatchSize = 256;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromSeconds(15);
    private int _failures;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var swept = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var batch = await ReadNewAsync(cancellationToken);
                if (batch.Count > 0) await PublishAsync(batch, cancellationToken);
                if (time.GetElapsedTime(swept) < SweepInterval) continue;
                await SweepAsync(cancellationToken);
                swept = time.GetTimestamp();
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning(exception, "The relay cannot reach the job table, retrying");
                await Task.Delay(SweepInterval, time, cancellationToken);
            }
        }
    }

    private async Task<List<Job>> ReadNewAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SweepInterval);
        var queued = events.QueuedOf(priority);
        var batch = new List<Job>();
        try
        {
            await queued.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return batch;
        }
        while (batch.Count < BatchSize && queued.TryRead(out var job)) batch.Add(job);
        return batch;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // After a failure, a single row is enough to find out whether the queue accepts jobs again.
            var claimed = await outbox.ClaimAsync(priority, _failures > 0 ? 1 : BatchSize, cancellationToken);
            if (claimed.Count == 0) return;
            await PublishAsync(claimed, cancellationToken);
            if (_failures > 0)
            {
                await Task.Delay(BackOff(_failures), time, cancellationToken);
                return;
            }
        }
    }

    private async Task PublishAsync(IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        var errors = await Task.WhenAll(jobs.Select(job => sender.TrySendAsync(job, cancellationToken)));
        var confirmed = jobs.Where((_, index) => errors[index] is null).ToList();
        if (confirmed.Count > 0) await outbox.MarkPublishedAsync(confirmed, cancellationToken);

        var failed = jobs.Zip(errors).Where(pair => pair.Second is not null).ToList();
        if (failed.Count == 0)
        {
            if (_failures > 0) logger.LogInformation("The broker accepts {Priority} jobs again", priority);
            _failures = 0;
            return;
        }

        _failures = confirmed.Count > 0 ? 0 : _failures + 1;
        logger.LogWarning(
            "The broker did not confirm {Count} of {Total} {Priority} jobs: {Reason}", failed.Count, jobs.Count, priority, failed[0].Second!.Message);
        await outbox.PostponeAsync([.. failed.Select(pair => pair.First)], attempts => time.GetUtcNow() + BackOff(attempts), cancellationToken);
        if (failed.Exists(pair => pair.Second is MessageReturnedException)) await sender.TryRedeployAsync(cancellationToken);
    }

    private static TimeSpan BackOff(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(MaxBackOff.TotalSeconds, Math.Pow(2, Math.Max(attempts, 1) - 1)));
}
