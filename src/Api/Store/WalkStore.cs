using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>
/// Reads and changes the walks of libraries. A process that walks renews its lease with every chunk of jobs; when the lease has run
/// out, the message is sent again.
/// </summary>
public sealed class WalkStore(JobDatabase database, JobInserter inserter, TimeProvider time)
{
    /// <summary>How long a process may need for one chunk.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Begins of a walk, with neither an end nor a new job, after which it fails.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Claims the walks whose message is due.</summary>
    public async Task<IReadOnlyList<Guid>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = database.Open();
        var due = await db.Walks.Where(w => w.DueAt <= now).Select(w => w.BatchId).ToListAsync(cancellationToken);
        var claimed = new List<Guid>();
        foreach (var id in due)
        {
            var taken = await database.WriteAsync(write => write.Walks.Where(w => w.BatchId == id && w.DueAt <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(w => w.DueAt, now + Lease), cancellationToken), cancellationToken);
            if (taken > 0) claimed.Add(id);
        }
        return claimed;
    }

    /// <summary>Begins a walk.</summary>
    /// <returns>Null if there is nothing to do, because it has ended.</returns>
    public Task<Walk?> BeginAsync(Guid batchId, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            var walk = await LockAsync(db, batchId, cancellationToken);
            if (walk is null) return null;
            var failed = walk.Attempts >= MaxAttempts;
            await db.Walks.Where(w => w.BatchId == batchId).ExecuteUpdateAsync(set => set
                .SetProperty(w => w.Attempts, w => w.Attempts + 1)
                .SetProperty(w => w.State, failed ? WalkState.Failed : WalkState.Walking)
                .SetProperty(w => w.ErrorCode, failed ? ErrorCodes.InternalError : null)
                .SetProperty(w => w.ErrorTitle, failed ? "The service could not read the library, after several attempts." : null)
                .SetProperty(w => w.DueAt, failed ? null : time.GetUtcNow() + Lease), cancellationToken);
            return failed ? null : walk;
        }, cancellationToken);

    /// <summary>Stores the jobs that do not exist yet, and renews the lease.</summary>
    /// <returns>The jobs that were stored; null if the walk was canceled.</returns>
    public Task<List<Job>?> AddAsync(Guid batchId, IReadOnlyList<Job> jobs, CancellationToken cancellationToken) =>
        database.WriteAsync(async db =>
        {
            // The lock keeps a second process, to which the message was delivered too, from storing the same jobs.
            if (await LockAsync(db, batchId, cancellationToken) is null) return null;
            var ids = jobs.Select(job => job.Id).ToList();
            var known = (await db.Jobs.Where(j => ids.Contains(j.Id)).Select(j => j.Id).ToListAsync(cancellationToken)).ToHashSet();
            var added = jobs.Where(job => !known.Contains(job.Id)).ToList();
            await inserter.AddAsync(db, added, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            var progressed = added.Count > 0;
            await db.Walks.Where(w => w.BatchId == batchId).ExecuteUpdateAsync(set => set
                .SetProperty(w => w.DueAt, time.GetUtcNow() + Lease)
                .SetProperty(w => w.Attempts, w => progressed ? 0 : w.Attempts), cancellationToken);
            return added;
        }, cancellationToken);

    /// <summary>Ends a walk that has not ended.</summary>
    public Task<int> EndAsync(Guid batchId, WalkState state, string? code, string? title, CancellationToken cancellationToken) =>
        database.WriteAsync(db => EndAsync(db, batchId, state, code, title, cancellationToken), cancellationToken);

    /// <summary>Lets a walk begin again later, and not count as one that ended without notice.</summary>
    public Task<int> PostponeAsync(Guid batchId, TimeSpan delay, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Walks.Where(w => w.BatchId == batchId && w.State == WalkState.Walking)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.DueAt, time.GetUtcNow() + delay).SetProperty(w => w.Attempts, 0), cancellationToken), cancellationToken);

    /// <summary>Ends a walk in a transaction of the caller; no job is added after it.</summary>
    internal static Task<int> EndAsync(JobDbContext db, Guid batchId, WalkState state, string? code, string? title, CancellationToken cancellationToken) =>
        db.Walks.Where(w => w.BatchId == batchId && w.State == WalkState.Walking).ExecuteUpdateAsync(set => set
            .SetProperty(w => w.State, state)
            .SetProperty(w => w.ErrorCode, code)
            .SetProperty(w => w.ErrorTitle, title)
            .SetProperty(w => w.DueAt, (DateTimeOffset?)null), cancellationToken);

    private static async Task<Walk?> LockAsync(JobDbContext db, Guid batchId, CancellationToken cancellationToken)
    {
        await db.LockAsync($"SELECT 1 FROM walks WHERE batch_id = {batchId} FOR UPDATE", cancellationToken);
        return await db.Walks.FirstOrDefaultAsync(w => w.BatchId == batchId && w.State == WalkState.Walking, cancellationToken);
    }
}
