using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Limits;

/// <summary>Rejects uploads before their bodies are read if the disk is nearly full or too many jobs are queued.</summary>
public sealed class UploadGate(JobDatabase database, IOptions<ApiOptions> options, IOptions<UploadOptions> uploads, TimeProvider time)
{
    private long _nextCountAt;
    private int _queued;

    /// <summary>Checks whether an upload of <paramref name="bytes"/> is possible now.</summary>
    /// <exception cref="ApiException">It is not: 507 or 503.</exception>
    public async Task CheckAsync(long bytes, CancellationToken cancellationToken)
    {
        var free = new DriveInfo(uploads.Value.WorkFolder).AvailableFreeSpace;
        if (free - bytes < options.Value.MinFreeDiskMegabytes * 1_000_000L)
            throw new ApiException(507, ProblemCodes.InsufficientStorage, "The upload disk is nearly full.");
        if (await CountQueuedAsync(cancellationToken) >= options.Value.MaxQueuedJobs)
        {
            throw new ApiException(503, ProblemCodes.QueueFull, $"The queue is full: {options.Value.MaxQueuedJobs} jobs are waiting.")
            {
                RetryAfter = TimeSpan.FromSeconds(30),
            };
        }
    }

    /// <summary>The count is refreshed at most once a second and by one request at a time, because the limit does not have to be exact.</summary>
    private async ValueTask<int> CountQueuedAsync(CancellationToken cancellationToken)
    {
        var due = Interlocked.Read(ref _nextCountAt);
        var now = time.GetTimestamp();
        if (now < due || Interlocked.CompareExchange(ref _nextCountAt, now + time.TimestampFrequency, due) != due) return _queued;
        await using var db = database.Open();
        return _queued = await db.Jobs.CountAsync(j => j.State == JobState.Queued, cancellationToken);
    }
}
