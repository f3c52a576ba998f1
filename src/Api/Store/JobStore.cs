using System.Data;
using System.Runtime.CompilerServices;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>Outcome of a request to change a job.</summary>
public enum ChangeOutcome
{
    /// <summary>The job was changed.</summary>
    Changed,

    /// <summary>The job was already in the requested state.</summary>
    Unchanged,

    /// <summary>The state of the job does not allow the change.</summary>
    Refused,

    /// <summary>The job does not exist.</summary>
    NotFound,
}

/// <summary>Reads and changes single jobs on behalf of clients.</summary>
public sealed class JobStore(JobDatabase database, JobChanges changes, IUploadRetention uploads, TimeProvider time)
{
    public async Task<Job?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Jobs.FirstOrDefaultAsync(j => j.Id == id, cancellationToken);
    }

    /// <summary>Cancels a job that has not ended.</summary>
    /// <returns>The outcome, and the committed change if there was one.</returns>
    public async Task<(ChangeOutcome Outcome, JobChanged? Change)> CancelAsync(Guid id, CancellationToken cancellationToken)
    {
        var changed = await CancelWhereAsync("id", id, cancellationToken);
        if (changed.Count > 0) return (ChangeOutcome.Changed, changed[0]);
        return await FindAsync(id, cancellationToken) switch
        {
            null => (ChangeOutcome.NotFound, null),
            { State: JobState.Canceled } => (ChangeOutcome.Unchanged, null),
            _ => (ChangeOutcome.Refused, null),
        };
    }

    /// <summary>Cancels all jobs of a batch that have not ended, and the walk that adds more of them.</summary>
    public Task<List<JobChanged>> CancelBatchAsync(Guid batchId, CancellationToken cancellationToken) =>
        CancelWhereAsync("batch_id", batchId, cancellationToken,
            before: db => WalkStore.EndAsync(db, batchId, WalkState.Canceled, null, null, cancellationToken));

    /// <summary>Queues a failed job again, provided that its upload is still held or that it is about a file of a library.</summary>
    /// <param name="id">The job.</param>
    /// <param name="file">The file of a library as it is now; null for an upload, or if it cannot be found.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>The outcome, and the queued job if it was changed; its message has to be published.</returns>
    public async Task<(ChangeOutcome Outcome, Job? Job)> RetryAsync(Guid id, LibraryFile? file, CancellationToken cancellationToken)
    {
        var next = time.GetUtcNow() + JobOutbox.Lease;
        var job = await database.WriteAsync(async db =>
        {
            if (file is not null)
            {
                var key = LibraryKeys.OfContent(file);
                await db.Jobs.Where(j => j.Id == id && j.State == JobState.Failed && j.Library != null).ExecuteUpdateAsync(set => set
                    .SetProperty(j => j.Size, file.Size).SetProperty(j => j.Modified, file.Modified).SetProperty(j => j.FileKey, key), cancellationToken);
            }
            var changed = await db.Jobs.Where(j => j.Id == id && j.State == JobState.Failed && (j.UploadHeld || j.Library != null))
                .ExecuteUpdateAsync(set => set
                    .SetProperty(j => j.State, JobState.Queued)
                    .SetProperty(j => j.Sequence, j => j.Sequence + 1)
                    .SetProperty(j => j.Attempts, 0)
                    .SetProperty(j => j.StartedAt, (DateTimeOffset?)null)
                    .SetProperty(j => j.FinishedAt, (DateTimeOffset?)null)
                    .SetProperty(j => j.EndNumber, (long?)null)
                    .SetProperty(j => j.WorkerName, (string?)null)
                    .SetProperty(j => j.WorkerVersion, (string?)null)
                    .SetProperty(j => j.ErrorCode, (string?)null)
                    .SetProperty(j => j.ErrorTitle, (string?)null)
                    .SetProperty(j => j.AloneAttempts, 0)
                    .SetProperty(j => j.PublishAttempts, j => j.PublishAttempts + 1)
                    .SetProperty(j => j.NextPublishAt, next), cancellationToken);
            return changed == 0 ? null : await db.Jobs.FirstAsync(j => j.Id == id, cancellationToken);
        }, cancellationToken);
        if (job is not null) return (ChangeOutcome.Changed, job);
        return await FindAsync(id, cancellationToken) is null ? (ChangeOutcome.NotFound, null) : (ChangeOutcome.Refused, null);
    }

    /// <summary>Deletes the row and the upload. Later reports about the job change nothing.</summary>
    /// <returns>False if the job does not exist.</returns>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = await database.WriteAsync(async db =>
        {
            var found = await db.Jobs.Where(j => j.Id == id).Select(j => new { j.UploadKey }).FirstOrDefaultAsync(cancellationToken);
            if (found is not null) await db.Jobs.Where(j => j.Id == id).ExecuteDeleteAsync(cancellationToken);
            return found;
        }, cancellationToken);
        if (key?.UploadKey is { } upload) uploads.Release(upload);
        return key is not null;
    }

    private async Task<List<JobChanged>> CancelWhereAsync(
        string column, Guid value, CancellationToken cancellationToken, Func<JobDbContext, Task>? before = null)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await database.WriteAsync(async db =>
        {
            if (before is not null) await before(db);
            await db.LockAsync(FormattableStringFactory.Create(
                $"SELECT 1 FROM jobs WHERE {column} = {{0}} AND {JobChanges.IsOpen} ORDER BY id FOR UPDATE", value), cancellationToken);
            await EndCounter.IncrementAsync(db, cancellationToken);
            return await changes.UpdateAsync(db, command => $"""
                UPDATE jobs SET state = '{nameof(JobState.Canceled)}', sequence = sequence + 1, finished_at = {command.AddParameter(now, DbType.Int64)},
                    {EndCounter.Assignment},
                    next_publish_at = NULL, upload_held = FALSE
                WHERE jobs.{column} = {command.AddParameter(value, DbType.Guid)} AND {JobChanges.IsOpen}
                """, cancellationToken);
        }, cancellationToken);
        uploads.ReleaseAll(changed);
        return changed.ConvertAll(row => row.Fact);
    }
}
