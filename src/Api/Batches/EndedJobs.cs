using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Batches;

/// <summary>One page of the ended jobs of a batch.</summary>
/// <param name="Items">Jobs in the order of their ends.</param>
/// <param name="Cursor">To be passed as <c>after</c> of the next page; never null.</param>
/// <param name="Complete">True on the last page if no job of the batch is open and none is being added from a library.</param>
public sealed record EndedJobsResponse(IReadOnlyList<JobResponse> Items, string Cursor, bool Complete);

/// <summary>Reads the jobs of a batch that have ended since a cursor.</summary>
public sealed class EndedJobs(JobDatabase database, JobWaiters waiters, TimeProvider time)
{
    public const int DefaultPageSize = 200;
    public const int MaxPageSize = 500;

    /// <summary>A signal can be lost when the broker restarts, and the end of a walk gives none, so the rows are also polled at this interval.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    /// <summary>Reads a page. If it is empty, waits until a job has ended, the batch is complete, or the time has elapsed.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="after">Where the page begins.</param>
    /// <param name="size">Most jobs of the page.</param>
    /// <param name="seconds">Longest wait.</param>
    /// <param name="cancellationToken">The client has disconnected.</param>
    internal async Task<EndedJobsResponse> ReadAsync(Guid batchId, EndCursor after, int size, int seconds, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        using var waiter = waiters.Listen(batchId);
        while (true)
        {
            var page = await ReadOnceAsync(batchId, after, size, cancellationToken);
            var left = TimeSpan.FromSeconds(seconds) - time.GetElapsedTime(begin);
            if (page.Items.Count > 0 || page.Complete || left <= TimeSpan.Zero) return page;
            await waiter.WaitAsync(left < PollInterval ? left : PollInterval, cancellationToken);
        }
    }

    private async Task<EndedJobsResponse> ReadOnceAsync(Guid batchId, EndCursor after, int size, CancellationToken cancellationToken)
    {
        await using var db = database.Open();

        // Before the page: a job that ends in between is in the page. The walk comes first, because it adds jobs until it ends.
        var open = await db.Walks.AnyAsync(w => w.BatchId == batchId && w.State == WalkState.Walking, cancellationToken)
            || await db.Jobs.AnyAsync(j => j.BatchId == batchId && (j.State == JobState.Queued || j.State == JobState.Running), cancellationToken);
        var (number, id) = (after.Number, after.JobId);
        var page = await db.Jobs
            .Where(j => j.BatchId == batchId && j.EndNumber >= number && (j.EndNumber > number || j.Id.CompareTo(id) > 0))
            .OrderBy(j => j.EndNumber).ThenBy(j => j.Id).Take(size).ToListAsync(cancellationToken);
        var next = page is [.., var last] ? new EndCursor(last.EndNumber!.Value, last.Id) : after;
        return new EndedJobsResponse([.. page.Select(job => job.ToResponse())], next.ToString(), !open && page.Count < size);
    }
}
