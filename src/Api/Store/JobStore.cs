using System.Data;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Uploads;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>What became of a wish to change a job.</summary>
public enum ChangeOutcome
{
    /// <summary>It was changed now.</summary>
    Changed,

    /// <summary>It already was as wished.</summary>
    Unchanged,

    /// <summary>Its state does not allow it.</summary>
    Refused,

    /// <summary>There is no such job.</summary>
    NotFound,
}

/// <summary>Single jobs as their senders see and change them.</summary>
public sealed class JobStore(JobDatabase database, UploadJanitor janitor, TimeProvider time)
{
    public async Task<Job?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Jobs.FirstOrDefaultAsync(j => j.Id == id, cancellationToken);
    }

    /// <summary>Calls an open job off.</summary>
    /// <returns>The change to tell watchers of, if there was one.</returns>
    public async Task<(ChangeOutcome Outcome, JobChanged? Change)> CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        var changed = await CancelWhereAsync("jobs.id", id, cancellationToken);
        if (changed.Count > 0) return (ChangeOutcome.Changed, changed[0]);
        return await FindAsync(id, cancellationToken) switch
        {
            null => (ChangeOutcome.NotFound, null),
            { State: JobState.Canceled } => (ChangeOutcome.Unchanged, null),
            _ => (ChangeOutcome.Refused, null),
        };
    }

    /// <summary>Calls all open jobs of a batch off.</summary>
    public Task<List<JobChanged>> CancelBatchAsync(Guid batchId, CancellationToken cancellationToken) =>
        CancelWhereAsync("jobs.batch_id", batchId, cancellationToken);

    /// <summary>Queues a failed job again, if its upload is still held.</summary>
    /// <returns>The job as it is now, to be published; null unless it was changed.</returns>
    public async Task<(ChangeOutcome Outcome, Job? Job)> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        var next = time.GetUtcNow() + JobOutbox.Lease;
        var job = await database.WriteAsync(async db =>
        {
            var changed = await db.Jobs.Where(j => j.Id == id && j.State == JobState.Failed && j.UploadHeld)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(j => j.State, JobState.Queued)
                    .SetProperty(j => j.Sequence, j => j.Sequence + 1)
                    .SetProperty(j => j.Attempts, 0)
                    .SetProperty(j => j.StartedAt, (DateTimeOffset?)null)
                    .SetProperty(j => j.FinishedAt, (DateTimeOffset?)null)
                    .SetProperty(j => j.WorkerName, (string?)null)
                    .SetProperty(j => j.WorkerVersion, (string?)null)
                    .SetProperty(j => j.ErrorCode, (string?)null)
                    .SetProperty(j => j.ErrorTitle, (string?)null)
                    .SetProperty(j => j.PublishAttempts, 0)
                    .SetProperty(j => j.NextPublishAt, next), cancellationToken);
            return changed == 0 ? null : await db.Jobs.FirstAsync(j => j.Id == id, cancellationToken);
        }, cancellationToken);
        if (job is not null) return (ChangeOutcome.Changed, job);
        return await FindAsync(id, cancellationToken) is null ? (ChangeOutcome.NotFound, null) : (ChangeOutcome.Refused, null);
    }

    /// <summary>Removes the row and the upload; what a worker still reports of it changes nothing.</summary>
    /// <returns>False when there is no such job.</returns>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = await database.WriteAsync(async db =>
        {
            var found = await db.Jobs.Where(j => j.Id == id).Select(j => new { j.UploadKey }).FirstOrDefaultAsync(cancellationToken);
            if (found is not null) await db.Jobs.Where(j => j.Id == id).ExecuteDeleteAsync(cancellationToken);
            return found;
        }, cancellationToken);
        if (key?.UploadKey is { } upload) janitor.Delete(upload);
        return key is not null;
    }

    private async Task<List<JobChanged>> CancelWhereAsync(string column, Guid value, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await database.WriteAsync(db => JobChanges.UpdateAsync(db, command => $"""
            UPDATE jobs SET state = 'Canceled', sequence = sequence + 1, finished_at = {command.AddParameter(now, DbType.Int64)},
                next_publish_at = NULL, upload_held = {command.AddParameter(false, DbType.Boolean)}
            WHERE {column} = {command.AddParameter(value, DbType.Guid)} AND {JobChanges.Open}
            """, cancellationToken), cancellationToken);
        janitor.Release(changed);
        return changed.ConvertAll(c => c.Fact);
    }
}
