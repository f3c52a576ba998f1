using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Limits;

/// <summary>Refuses uploads early, before a byte of theirs is read: when the disk is nearly full or too many jobs wait.</summary>
public sealed class UploadGate(JobDatabase database, IOptions<ApiOptions> options, IOptions<UploadOptions> uploads, TimeProvider time) : IEndpointFilter
{
    private long _nextCountAt;
    private int _queued;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        await CheckAsync(context.HttpContext.Request.ContentLength ?? 0, context.HttpContext.RequestAborted);
        return await next(context);
    }

    /// <summary>Whether an upload of <paramref name="bytes"/> may begin now.</summary>
    /// <exception cref="ApiException">It may not: 507 or 503.</exception>
    public async Task CheckAsync(long bytes, CancellationToken cancellationToken)
    {
        var free = new DriveInfo(uploads.Value.WorkFolder).AvailableFreeSpace;
        if (free - bytes < options.Value.MinFreeDiskMegabytes * 1_000_000L)
            throw new ApiException(507, ProblemCodes.InsufficientStorage, "The disk of the uploads is nearly full.");
        if (await CountQueuedAsync(cancellationToken) >= options.Value.MaxQueuedJobs)
        {
            throw new ApiException(503, ProblemCodes.QueueFull, $"{options.Value.MaxQueuedJobs} jobs wait already.")
            {
                RetryAfter = TimeSpan.FromSeconds(30),
            };
        }
    }

    /// <summary>Counted once a second at most, by one request at a time: the bound need not be met to the job.</summary>
    private async ValueTask<int> CountQueuedAsync(CancellationToken cancellationToken)
    {
        var due = Interlocked.Read(ref _nextCountAt);
        var now = time.GetTimestamp();
        if (now < due || Interlocked.CompareExchange(ref _nextCountAt, now + time.TimestampFrequency, due) != due) return _queued;
        await using var db = database.Open();
        return _queued = await db.Jobs.CountAsync(j => j.State == JobState.Queued, cancellationToken);
    }
}
