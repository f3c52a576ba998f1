using GenreQueue.Api.Configuration;
using GenreQueue.Api.Store;
using GenreQueue.Api.Uploads;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Sweep;

/// <summary>Deletes what is no longer needed, at start-up and periodically: uploads without an open job, remains of aborted uploads,
/// old idempotency keys, completed webhook calls and, if configured, old jobs. Several instances may sweep at the same time.</summary>
public sealed class Sweeper(
    JobDatabase database,
    DatabaseReady ready,
    IUploadStore store,
    UploadJanitor janitor,
    IOptions<ApiOptions> options,
    IOptions<UploadOptions> uploads,
    TimeProvider time,
    ILogger<Sweeper> logger) : BackgroundService
{
    private const int Chunk = 500;
    private static readonly TimeSpan KeepDeliveries = TimeSpan.FromDays(7);

    // No request waits for it, and there may be millions of old rows.
    private static readonly TimeSpan StatementLimit = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.SweepMinutes), time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Nothing depends on the sweep, so any error can wait for the next run.
                logger.LogWarning(exception, "The sweep failed and will run again in {Minutes} minutes", options.Value.SweepMinutes);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Runs one sweep.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await ReleaseFailedAsync(now, cancellationToken);
        await DeleteOldRowsAsync(now, cancellationToken);

        // Older than any upload of a request that is still running.
        var before = now - options.Value.UploadDeadline - TimeSpan.FromMinutes(5);
        var pieces = await store.RemoveUnfinishedAsync(before, cancellationToken);
        var orphans = await DeleteOrphansAsync(before, cancellationToken);
        if (pieces + orphans > 0) logger.LogInformation("Deleted {Pieces} unfinished uploads and {Orphans} uploads without a job", pieces, orphans);
    }

    private async Task ReleaseFailedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - TimeSpan.FromMinutes(uploads.Value.KeepFailedMinutes);
        List<Guid> ids;
        await using (var db = database.Open())
        {
            ids = await db.Jobs.Where(j => j.State == JobState.Failed && j.UploadHeld && j.FinishedAt < before)
                .Select(j => j.Id).ToListAsync(cancellationToken);
        }
        foreach (var chunk in ids.Chunk(Chunk))
        {
            var released = await database.WriteAsync(async db =>
            {
                await db.LockJobsAsync(chunk, cancellationToken);

                // One of the jobs may have been retried in the meantime.
                var due = db.Jobs.Where(j => chunk.Contains(j.Id) && j.State == JobState.Failed && j.UploadHeld);
                var keys = await due.Select(j => j.UploadKey!).ToListAsync(cancellationToken);
                await due.Where(j => keys.Contains(j.UploadKey!)).ExecuteUpdateAsync(set => set.SetProperty(j => j.UploadHeld, false), cancellationToken);
                return keys;
            }, cancellationToken);
            foreach (var key in released) janitor.Release(key);
        }
    }

    private async Task DeleteOldRowsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldKeys = now - TimeSpan.FromHours(options.Value.IdempotencyHours);
        var oldDeliveries = now - KeepDeliveries;
        await database.WriteAsync(async db =>
        {
            db.Database.SetCommandTimeout(StatementLimit);
            await db.LockAsync($"SELECT 1 FROM idempotency_keys WHERE created_at < {oldKeys.ToUnixTimeMilliseconds()} ORDER BY key FOR UPDATE", cancellationToken);
            await db.IdempotencyKeys.Where(r => r.CreatedAt < oldKeys).ExecuteDeleteAsync(cancellationToken);
            await db.LockAsync($"""
                SELECT 1 FROM webhook_deliveries WHERE next_attempt_at IS NULL AND created_at < {oldDeliveries.ToUnixTimeMilliseconds()}
                ORDER BY id FOR UPDATE
                """, cancellationToken);
            return await db.WebhookDeliveries.Where(d => d.NextAttemptAt == null && d.CreatedAt < oldDeliveries).ExecuteDeleteAsync(cancellationToken);
        }, cancellationToken);
        if (options.Value.KeepJobsDays == 0) return;
        var oldJobs = now - TimeSpan.FromDays(options.Value.KeepJobsDays);
        await database.WriteAsync(async db =>
        {
            db.Database.SetCommandTimeout(StatementLimit);
            await db.LockAsync($"SELECT 1 FROM jobs WHERE finished_at < {oldJobs.ToUnixTimeMilliseconds()} ORDER BY id FOR UPDATE", cancellationToken);
            return await db.Jobs.Where(j => j.FinishedAt < oldJobs && j.State != JobState.Queued && j.State != JobState.Running)
                .ExecuteDeleteAsync(cancellationToken);
        }, cancellationToken);
    }

    private async Task<int> DeleteOrphansAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = 0;
        var candidates = new List<string>(Chunk);
        await foreach (var entry in store.ListAsync(cancellationToken))
        {
            if (entry.ModifiedAt >= before) continue;
            candidates.Add(entry.Key);
            if (candidates.Count == Chunk) deleted += await DeleteUnheldAsync(candidates, cancellationToken);
        }
        return deleted + await DeleteUnheldAsync(candidates, cancellationToken);
    }

    private async Task<int> DeleteUnheldAsync(List<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0) return 0;
        HashSet<string> held;
        await using (var db = database.Open())
        {
            held = [.. await db.Jobs.Where(j => j.UploadHeld && keys.Contains(j.UploadKey!)).Select(j => j.UploadKey!).ToListAsync(cancellationToken)];
        }
        var unheld = keys.Where(key => !held.Contains(key)).ToList();
        foreach (var key in unheld) await store.DeleteAsync(key, cancellationToken);
        keys.Clear();
        return unheld.Count;
    }
}
