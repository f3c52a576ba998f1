using System.Data;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>The job row as outbox: which messages the broker has not confirmed yet.</summary>
public sealed class JobOutbox(JobDatabase database, TimeProvider time)
{
    /// <summary>A new row is published by the instance that stored it; after this long any instance may take it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>Claims rows of one priority whose message is due, oldest first; other instances skip them for <see cref="Lease"/>.</summary>
    public async Task<IReadOnlyList<Job>> ClaimAsync(Priority priority, int max, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using (var db = database.Open())
        {
            // Looking first costs no write lock, and nearly always there is nothing.
            if (!await db.Jobs.AnyAsync(j => j.NextPublishAt <= now && j.Priority == priority, cancellationToken)) return [];
        }
        return await database.WriteAsync(async db =>
        {
            // The outer condition is read again when another instance held the row: it then has no longer the due time.
            var claimed = await JobChanges.UpdateAsync(db, command =>
            {
                var due = command.AddParameter(now.ToUnixTimeMilliseconds(), DbType.Int64);
                return $"""
                    UPDATE jobs SET publish_attempts = publish_attempts + 1,
                        next_publish_at = {command.AddParameter((now + Lease).ToUnixTimeMilliseconds(), DbType.Int64)}
                    WHERE jobs.next_publish_at <= {due} AND jobs.id IN
                        (SELECT id FROM jobs WHERE next_publish_at <= {due} AND priority = {command.AddParameter(priority.ToString(), DbType.String)}
                         ORDER BY next_publish_at LIMIT {command.AddParameter(max, DbType.Int32)})
                    """;
            }, cancellationToken);
            var ids = claimed.ConvertAll(c => c.Id);
            return await db.Jobs.Where(j => ids.Contains(j.Id)).OrderBy(j => j.Id).ToListAsync(cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The broker has confirmed these messages.</summary>
    public Task MarkPublishedAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        SetNextAsync(ids, next: null, cancellationToken);

    /// <summary>These messages were not confirmed: they are due again at <paramref name="next"/>.</summary>
    public Task PostponeAsync(IReadOnlyCollection<Guid> ids, DateTimeOffset next, CancellationToken cancellationToken) =>
        SetNextAsync(ids, next, cancellationToken);

    private async Task SetNextAsync(IReadOnlyCollection<Guid> ids, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        foreach (var chunk in ids.Chunk(ValuesTable.MaxRows))
        {
            // A job that has ended meanwhile has nothing to publish any more, and no time for it.
            await database.WriteAsync(db => db.Jobs
                .Where(j => chunk.Contains(j.Id) && j.NextPublishAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.NextPublishAt, next), cancellationToken), cancellationToken);
        }
    }
}
