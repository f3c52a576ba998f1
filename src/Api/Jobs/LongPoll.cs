using System.Globalization;
using GenreQueue.Api.Store;

namespace GenreQueue.Api.Jobs;

/// <summary>Delays the response to <c>GET</c> of a job until it has changed, as requested by <c>Prefer: wait=N</c> (RFC 7240).</summary>
public sealed class LongPoll(JobStore jobs, JobWaiters waiters, TimeProvider time)
{
    /// <summary>Longest wait in seconds.</summary>
    public const int MaxSeconds = 60;

    /// <summary>A signal can be lost when the broker restarts, so the row is also polled at this interval.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    /// <summary>The requested wait in seconds, at most <see cref="MaxSeconds"/>; null if the header requests none.</summary>
    public static int? WaitOf(IHeaderDictionary headers)
    {
        foreach (var preference in headers.GetCommaSeparatedValues("Prefer"))
        {
            var parts = preference.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[0].Equals("wait", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(parts[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return Math.Min(seconds, MaxSeconds);
        }
        return null;
    }

    /// <summary>Waits until the job has ended, <paramref name="differs"/> returns true, or the time has elapsed.</summary>
    /// <param name="id">The job.</param>
    /// <param name="seconds">Longest wait.</param>
    /// <param name="differs">Whether the job differs from the version that the client has.</param>
    /// <param name="cancellationToken">The client has disconnected.</param>
    /// <returns>The current job; null if it does not exist.</returns>
    public async Task<Job?> WaitAsync(Guid id, int seconds, Func<Job, bool> differs, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        using var waiter = waiters.Listen(id);
        while (true)
        {
            var job = await jobs.FindAsync(id, cancellationToken);
            var left = TimeSpan.FromSeconds(seconds) - time.GetElapsedTime(begin);
            if (job is null || job.HasEnded || differs(job) || left <= TimeSpan.Zero) return job;
            await waiter.WaitAsync(left < PollInterval ? left : PollInterval, cancellationToken);
        }
    }
}
