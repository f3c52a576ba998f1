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
            await AddAsync(db, [.. group.SelectMany(insert => insert.Jobs)], CancellationToken.None);
            foreach (var (_, reply) in group)
            {
                if (reply is not null) db.IdempotencyKeys.Update(reply);
            }
            return await db.SaveChangesAsync();
        }, CancellationToken.None);

    /// <summary>Adds jobs in a transaction of the caller, which saves them.</summary>
    internal async Task AddAsync(JobDbContext db, IReadOnlyCollection<Job> jobs, CancellationToken cancellationToken)
    {
        db.Jobs.AddRange(jobs);
        var ended = jobs.Where(job => job.HasEnded).ToList();
        if (ended.Count == 0) return;
        await EndCounter.IncrementAsync(db, cancellationToken);
        var number = await db.Set<EndCounter>().Select(counter => counter.Last).SingleAsync(cancellationToken);
        foreach (var job in ended)
        {
            job.EndNumber = number;
            if (job.Callback is not null) _callbacks.Add(db, job);
        }
    }

    private sealed record Insert(IReadOnlyList<Job> Jobs, IdempotencyRecord? Reply);
}
