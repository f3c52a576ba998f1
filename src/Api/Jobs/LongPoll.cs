using System.Globalization;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Store;

namespace GenreQueue.Api.Jobs;

/// <summary>Holds <c>GET</c> of a job back until there is something to say, as <c>Prefer: wait=N</c> asks for (RFC 7240).</summary>
public sealed class LongPoll(JobStore jobs, JobWaiters waiters, TimeProvider time)
{
    /// <summary>Longest wait in seconds.</summary>
    public const int MaxSeconds = 60;

    /// <summary>A signal can be lost with a broker's restart: the row is looked at this often in any case.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>The seconds that the header asks for, at most <see cref="MaxSeconds"/>; null when it asks for none.</summary>
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

    /// <summary>Waits until the job has ended, or differs from what the sender has, or the time is over.</summary>
    /// <param name="id">The job.</param>
    /// <param name="seconds">How long to wait at most.</param>
    /// <param name="differs">Whether the job is news to the sender.</param>
    /// <param name="cancellationToken">The sender has gone.</param>
    /// <returns>The job as it is then; null when there is none.</returns>
    public async Task<Job?> WaitAsync(Guid id, int seconds, Func<Job, bool> differs, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        using var waiter = waiters.Listen(id);
        while (true)
        {
            var job = await jobs.FindAsync(id, cancellationToken);
            var left = TimeSpan.FromSeconds(seconds) - time.GetElapsedTime(begin);
            if (job is null || job.HasEnded || differs(job) || left <= TimeSpan.Zero) return job;
            await waiter.WaitAsync(left < LookAgain ? left : LookAgain, cancellationToken);
        }
    }
}
