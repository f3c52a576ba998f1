using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>Inserts jobs by group commit: concurrent requests share one transaction.</summary>
public sealed class JobInserter : IAsyncDisposable
{
    private const int MaxWaiting = 1_000;
    private const int MaxRows = 500;

    private readonly JobDatabase _database;
    private readonly ICallbackOutbox _callbacks;
    private readonly GroupCommit<Insert> _inserts;

    public JobInserter(JobDatabase database, ICallbackOutbox callbacks)
    {
        _database = database;
        _callbacks = callbacks;
        _inserts = new GroupCommit<Insert>(MaxWaiting, MaxRows, SaveAsync, insert => insert.Jobs.Count);
    }

    /// <summary>Commits the jobs together with the callbacks of those that have already ended and with the reply to an idempotency key.</summary>
    /// <remarks>A commit that has begun is not cancelled: if the client disconnects after its upload is complete, the job exists.</remarks>
    public Task InsertAsync(IReadOnlyList<Job> jobs, IdempotencyRecord? reply, CancellationToken cancellationToken) =>
        _inserts.AddAsync(new Insert(jobs, reply), cancellationToken);

    /// <summary>Commits the queued inserts and stops.</summary>
    public ValueTask DisposeAsync() => _inserts.DisposeAsync();

    private Task<int> SaveAsync(IReadOnlyList<Insert> group) =>
        _database.WriteAsync(async db =>
        {
            foreach (var (jobs, reply) in group)
            {
                db.Jobs.AddRange(jobs);
                foreach (var job in jobs.Where(j => j.HasEnded && j.Callback is not null)) _callbacks.Add(db, job);
                if (reply is not null) db.IdempotencyKeys.Update(reply);
            }
            return await db.SaveChangesAsync();
        }, CancellationToken.None);

    private sealed record Insert(IReadOnlyList<Job> Jobs, IdempotencyRecord? Reply);
}
