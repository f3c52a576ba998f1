using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Ops;

/// <summary>Collects the figures for the operator. They are cached for one second.</summary>
internal sealed class OpsReader(JobDatabase database, JunkCounter junk, TimeProvider time) : IDisposable
{
    private const int Minutes = 60;
    private static readonly string[] JobQueues = [Queues.Classify, Queues.ClassifyBulk, Queues.ClassifyAlone];
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WorkerWindow = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _counting = new(1);
    private OpsResponse? _last;

    public async Task<OpsResponse> ReadAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_last is null || now - _last.At >= CacheTime) _last = await CountAsync(now, cancellationToken);
            return _last;
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private async Task<OpsResponse> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Beside the queries: the broker may take seconds to answer.
        var junkQueues = junk.ReadAsync(cancellationToken);
        await using var db = database.Open();
        var open = await db.Jobs.Where(j => j.State == JobState.Queued || j.State == JobState.Running)
            .GroupBy(j => new { j.Priority, j.Alone, j.State })
            .Select(g => new { g.Key.Priority, g.Key.Alone, g.Key.State, Count = g.Count() })
            .ToListAsync(cancellationToken);
        int Count(string queue, JobState state) => open.Where(o => Job.QueueOf(o.Priority, o.Alone) == queue && o.State == state).Sum(o => o.Count);

        var oldest = await db.Jobs.Where(j => j.State == JobState.Queued).OrderBy(j => j.Id)
            .Select(j => new { j.Id, j.FileName, j.CreatedAt }).FirstOrDefaultAsync(cancellationToken);
        var lastMinute = now.AddMinutes(-1);
        var lastDay = now.AddDays(-1);
        return new OpsResponse(
            now,
            [.. JobQueues.Select(queue => new QueueDepth(queue, Count(queue, JobState.Queued), Count(queue, JobState.Running)))],
            await db.Jobs.CountAsync(j => j.NextPublishAt != null, cancellationToken),
            oldest is null ? null : new WaitingJob(oldest.Id, oldest.FileName, Math.Max(0, (now - oldest.CreatedAt).TotalSeconds)),
            await EndedPerMinuteAsync(db, now, cancellationToken),
            await db.Jobs.CountAsync(j => j.FinishedAt >= lastMinute, cancellationToken),
            await db.Jobs.CountAsync(j => j.State == JobState.Failed && j.FinishedAt >= lastDay, cancellationToken),
            await WorkersAsync(db, now, cancellationToken),
            await junkQueues);
    }

    private static async Task<int[]> EndedPerMinuteAsync(JobDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = now.ToUnixTimeMilliseconds() / 60_000 - (Minutes - 1);
        // EF cannot group by an expression of a converted value. Times are stored as whole milliseconds on both databases.
        var rows = await db.Database.SqlQuery<MinuteCount>($"""
            SELECT finished_at / 60000 AS "Minute", count(*) AS "Ended" FROM jobs WHERE finished_at >= {first * 60_000} GROUP BY finished_at / 60000
            """).ToListAsync(cancellationToken);
        var perMinute = new int[Minutes];
        foreach (var row in rows.Where(r => r.Minute - first < Minutes)) perMinute[row.Minute - first] = (int)row.Ended;
        return perMinute;
    }

    private static async Task<List<WorkerActivity>> WorkersAsync(JobDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = (now - WorkerWindow).ToUnixTimeMilliseconds();
        var lastMinute = now.AddMinutes(-1).ToUnixTimeMilliseconds();
        var ended = await db.Database.SqlQuery<WorkerCount>($"""
            SELECT worker_name AS "Name", max(worker_version) AS "Version", max(finished_at) AS "LastSeen", count(*) AS "Ended",
                count(CASE WHEN finished_at >= {lastMinute} THEN 1 END) AS "EndedLastMinute", CAST(0 AS bigint) AS "Running"
            FROM jobs WHERE finished_at >= {from} AND worker_name IS NOT NULL GROUP BY worker_name
            """).ToListAsync(cancellationToken);
        var running = await db.Database.SqlQuery<WorkerCount>($"""
            SELECT worker_name AS "Name", max(worker_version) AS "Version", max(started_at) AS "LastSeen", CAST(0 AS bigint) AS "Ended",
                CAST(0 AS bigint) AS "EndedLastMinute", count(*) AS "Running"
            FROM jobs WHERE state = {nameof(JobState.Running)} AND worker_name IS NOT NULL GROUP BY worker_name
            """).ToListAsync(cancellationToken);
        return ended.Concat(running)
            .GroupBy(w => w.Name)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new WorkerActivity(
                g.Key,
                g.First().Version ?? "",
                DateTimeOffset.FromUnixTimeMilliseconds(g.Max(w => w.LastSeen)),
                (int)g.Sum(w => w.Running),
                (int)g.Sum(w => w.EndedLastMinute),
                (int)g.Sum(w => w.Ended)))
            .ToList();
    }

    private sealed record MinuteCount(long Minute, long Ended);

    private sealed record WorkerCount(string Name, string? Version, long LastSeen, long Ended, long EndedLastMinute, long Running);
}
