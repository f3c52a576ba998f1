using System.Data;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>The outbox in the job rows: the messages that the broker has not confirmed yet.</summary>
public sealed class JobOutbox(JobDatabase database, JobChanges changes, TimeProvider time)
{
    /// <summary>A new row is published by the instance that stored it; after this time any instance may claim it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>Claims rows of one priority whose message is due, oldest first. Other instances skip them for the time of <see cref="Lease"/>.</summary>
    public async Task<IReadOnlyList<Job>> ClaimAsync(Priority priority, int max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using (var db = database.Open())
        {
            // Nearly always nothing is due, and this query needs no write lock.
            if (!await db.Jobs.AnyAsync(j => j.NextPublishAt <= now && j.Priority == priority, cancellationToken)) return [];
        }
        return await database.WriteAsync(async db =>
        {
            // Rows that another transaction has locked are left for the next claim: waiting for them could deadlock.
            var skipLocked = database.IsSqlite ? "" : "FOR UPDATE SKIP LOCKED";
            var claimed = await changes.UpdateAsync(db, command => $"""
                WITH due AS
                    (SELECT id FROM jobs WHERE next_publish_at <= {command.AddParameter(now.ToUnixTimeMilliseconds(), DbType.Int64)}
                     AND priority = {command.AddParameter(priority.ToString(), DbType.String)}
                     ORDER BY next_publish_at LIMIT {command.AddParameter(max, DbType.Int32)} {skipLocked})
                UPDATE jobs SET publish_attempts = publish_attempts + 1,
                    next_publish_at = {command.AddParameter((now + Lease).ToUnixTimeMilliseconds(), DbType.Int64)}
                WHERE jobs.id IN (SELECT id FROM due)
                """, cancellationToken);
            var ids = claimed.ConvertAll(c => c.Id);
            return await db.Jobs.Where(j => ids.Contains(j.Id)).OrderBy(j => j.Id).ToListAsync(cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Marks messages as confirmed by the broker.</summary>
    /// <param name="jobs">The jobs as they were when their messages were sent; one that has to be published again since is left alone.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task MarkPublishedAsync(IReadOnlyCollection<Job> jobs, CancellationToken cancellationToken) =>
        SetNextAsync(jobs, _ => null, cancellationToken);

    /// <summary>Schedules messages that were not confirmed to be published again.</summary>
    /// <param name="jobs">The jobs as they were when their messages were sent.</param>
    /// <param name="next">When to publish a message again, by the number of times that it became due.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task PostponeAsync(IReadOnlyCollection<Job> jobs, Func<int, DateTimeOffset> next, CancellationToken cancellationToken) =>
        SetNextAsync(jobs, attempts => next(attempts), cancellationToken);

    private async Task SetNextAsync(IReadOnlyCollection<Job> jobs, Func<int, DateTimeOffset?> next, CancellationToken cancellationToken)
    {
        foreach (var group in jobs.GroupBy(job => job.PublishAttempts, job => job.Id))
        {
            foreach (var chunk in group.Chunk(JobChanges.MaxRows))
            {
                // A job that has ended in the meantime has no publish time, and must not get one. One that came back from a worker
                // has a new message to publish, whatever became of this one.
                await database.WriteAsync(async db =>
                {
                    await db.LockJobsAsync(chunk, cancellationToken);
                    return await db.Jobs
                        .Where(j => chunk.Contains(j.Id) && j.NextPublishAt != null && j.PublishAttempts == group.Key)
                        .ExecuteUpdateAsync(set => set.SetProperty(j => j.NextPublishAt, next(group.Key)), cancellationToken);
                }, cancellationToken);
            }
        }
    }
}
