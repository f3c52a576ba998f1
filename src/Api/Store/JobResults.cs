using System.Data;
using System.Data.Common;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>Stores the reports of workers in batches. A job ends once: late or repeated reports change nothing.
/// Every method returns the changes it has committed, for the watchers of the jobs.</summary>
public sealed class JobResults(JobDatabase database, JobChanges changes, IUploadRetention uploads, TimeProvider time)
{
    private readonly BulkJobUpdate<ClassifyFailed> _failed = JobReports.Failed(uploads.KeepsFailed);
    private readonly BulkJobUpdate<ReturnedJob> _crashed = JobReports.Crashed(uploads.KeepsFailed);

    /// <summary>
    /// Stores reports in one transaction. A batch may contain several reports about the same job: a start precedes its end or its
    /// return, and of an end and a return the end counts.
    /// </summary>
    public async Task<IReadOnlyList<JobChanged>> StoreAsync(WorkerReports reports, CancellationToken cancellationToken)
    {
        var changed = await database.WriteAsync(async db =>
        {
            await db.LockJobsAsync(reports.JobIds, cancellationToken);
            if (reports.MayEndJobs) await EndCounter.IncrementAsync(db, cancellationToken);
            return (List<ChangedRow>)
            [
                .. await JobReports.Started.ApplyAsync(db, changes, reports.Started, cancellationToken),
                .. await JobReports.Completed.ApplyAsync(db, changes, reports.Completed, cancellationToken),
                .. await _failed.ApplyAsync(db, changes, reports.Failed, cancellationToken),
                .. await _crashed.ApplyAsync(db, changes, reports.Returned, cancellationToken),
                .. await JobReports.Requeued.ApplyAsync(db, changes, reports.Returned, cancellationToken),
            ];
        }, cancellationToken);
        return Settle(changed);
    }

    /// <summary>
    /// Publishes the open jobs again after a process with an in-memory queue has ended. Jobs that were running may have crashed it,
    /// so <see cref="CrashRule"/> applies to them.
    /// </summary>
    public async Task<IReadOnlyList<JobChanged>> RecoverAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await database.WriteAsync(async db =>
        {
            await EndCounter.IncrementAsync(db, cancellationToken);
            var failed = await UpdateRunningAsync(db, JobState.Failed, $"AND {CrashRule.Fails}",
                command => [.. CrashRule.Fail(uploads.KeepsFailed), $"finished_at = {command.AddParameter(now, DbType.Int64)}"], cancellationToken);
            var alone = await UpdateRunningAsync(db, JobState.Queued, "", _ => CrashRule.RunAlone, cancellationToken);

            // No client sees this change, so the sequence stays.
            await db.Jobs.Where(j => j.State == JobState.Queued)
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.NextPublishAt, DateTimeOffset.FromUnixTimeMilliseconds(now)), cancellationToken);
            return (List<ChangedRow>)[.. failed, .. alone];
        }, cancellationToken);
        return Settle(changed);
    }

    /// <summary>Queues the running jobs again, because their process stops before they have ended. That is no attempt.</summary>
    public async Task<IReadOnlyList<JobChanged>> TakeBackAsync(CancellationToken cancellationToken) =>
        Settle(await database.WriteAsync(db => UpdateRunningAsync(db, JobState.Queued, "", _ =>
        [
            .. CrashRule.NotStarted, "attempts = attempts - 1", "alone_attempts = CASE WHEN alone THEN alone_attempts - 1 ELSE alone_attempts END",
        ], cancellationToken), cancellationToken));

    private Task<List<ChangedRow>> UpdateRunningAsync(
        JobDbContext db, JobState state, string condition, Func<DbCommand, string[]> assignments, CancellationToken cancellationToken) =>
        changes.UpdateAsync(db, command => $"""
            UPDATE jobs SET state = '{state}', sequence = sequence + 1, {string.Join(", ", assignments(command))}
            WHERE jobs.state = '{nameof(JobState.Running)}' {condition}
            """, cancellationToken);

    private List<JobChanged> Settle(List<ChangedRow> changed)
    {
        uploads.ReleaseAll(changed);
        return changed.ConvertAll(row => row.Fact);
    }
}
