using System.Data;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>Stores the reports of workers in batches. A job ends once: late or repeated reports change nothing.
/// Every method returns the changes it has committed, for the watchers of the jobs.</summary>
public sealed class JobResults(JobDatabase database, JobChanges changes, IUploadRetention uploads, TimeProvider time)
{
    private readonly BulkJobUpdate<ClassifyFailed> _failed = JobReports.Failed(uploads.KeepsFailed);

    /// <summary>Stores reports in one transaction, starts first: a batch may contain the start and the end of the same job.</summary>
    public async Task<IReadOnlyList<JobChanged>> StoreAsync(WorkerReports reports, CancellationToken cancellationToken)
    {
        var changed = await database.WriteAsync(async db =>
        {
            await db.LockJobsAsync(reports.JobIds, cancellationToken);
            return (List<ChangedRow>)
            [
                .. await JobReports.Started.ApplyAsync(db, changes, reports.Started, cancellationToken),
                .. await JobReports.Completed.ApplyAsync(db, changes, reports.Completed, cancellationToken),
                .. await _failed.ApplyAsync(db, changes, reports.Failed, cancellationToken),
            ];
        }, cancellationToken);
        return Settle(changed);
    }

    /// <summary>Queues the open jobs again after a process with an in-memory queue has ended. Jobs that were running and had
    /// <paramref name="maxAttempts"/> attempts fail as <see cref="ErrorCodes.WorkerCrashed"/>.</summary>
    public async Task<IReadOnlyList<JobChanged>> RecoverAsync(int maxAttempts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await database.WriteAsync(async db =>
        {
            var failed = await changes.UpdateAsync(db, command => $"""
                UPDATE jobs SET state = '{nameof(JobState.Failed)}', sequence = sequence + 1, finished_at = {command.AddParameter(now, DbType.Int64)},
                    error_code = {command.AddParameter(ErrorCodes.WorkerCrashed, DbType.String)},
                    error_title = {command.AddParameter("The worker repeatedly crashed while running this job.", DbType.String)},
                    next_publish_at = NULL, upload_held = {command.AddParameter(uploads.KeepsFailed, DbType.Boolean)}
                WHERE jobs.state = '{nameof(JobState.Running)}' AND attempts >= {command.AddParameter(maxAttempts, DbType.Int32)}
                """, cancellationToken);
            var queued = await changes.UpdateAsync(db, command => $"""
                UPDATE jobs SET state = '{nameof(JobState.Queued)}', sequence = sequence + 1, next_publish_at = {command.AddParameter(now, DbType.Int64)}
                WHERE {JobChanges.IsOpen}
                """, cancellationToken);
            return (List<ChangedRow>)[.. failed, .. queued];
        }, cancellationToken);
        return Settle(changed);
    }

    private List<JobChanged> Settle(List<ChangedRow> changed)
    {
        uploads.ReleaseAll(changed);
        return changed.ConvertAll(row => row.Fact);
    }
}
