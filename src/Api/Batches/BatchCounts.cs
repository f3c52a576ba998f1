using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Batches;

/// <summary>Counts the jobs of a batch with three statements, regardless of their number.</summary>
public sealed class BatchCounts(JobDatabase database, TimeProvider time)
{
    private static readonly TimeSpan RateWindow = TimeSpan.FromMinutes(1);

    /// <returns>Null if the batch does not exist.</returns>
    public async Task<BatchResponse?> CountAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var batch = await db.Batches.FirstOrDefaultAsync(b => b.Id == id, cancellationToken);
        if (batch is null) return null;
        var walk = await db.Walks.FirstOrDefaultAsync(w => w.BatchId == id, cancellationToken);
        var since = time.GetUtcNow() - RateWindow;
        var counts = await db.Jobs.Where(j => j.BatchId == id)
            .GroupBy(j => new { j.State, j.Genre, j.Outcome })
            .Select(g => new { g.Key.State, g.Key.Genre, g.Key.Outcome, Count = g.Count(), Lately = g.Count(j => j.FinishedAt > since) })
            .ToListAsync(cancellationToken);
        var ended = counts.Sum(c => c.Lately);

        var states = Enum.GetValues<JobState>().ToDictionary(state => state, state => counts.Where(c => c.State == state).Sum(c => c.Count));
        var genres = counts.Where(c => c.Genre is not null).GroupBy(c => c.Genre!).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        var open = states[JobState.Queued] + states[JobState.Running];
        return new BatchResponse(
            batch.Id,
            batch.Name,
            batch.CreatedAt,
            walk is null
                ? null
                : new BatchWalk(walk.Library, walk.Path, walk.State, walk.ErrorCode is { } code ? new JobError(code, walk.ErrorTitle ?? "") : null),
            states.Values.Sum(),
            states,
            genres,
            counts.Where(c => c.Outcome == Outcome.NotMusic).Sum(c => c.Count),
            ended / RateWindow.TotalMinutes,
            open == 0 || ended == 0 ? null : open * RateWindow.TotalSeconds / ended);
    }
}
