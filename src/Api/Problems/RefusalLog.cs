using System.Collections.Concurrent;

namespace GenreQueue.Api.Problems;

/// <summary>
/// Logs what the service refuses on purpose, such as uploads under overload: of each code the first at once and then at most one line
/// per <see cref="Interval"/>, with the number that was left out. Whoever causes refusals thus cannot fill the disk with log lines.
/// </summary>
public sealed class RefusalLog(ILogger<RefusalLog> logger, TimeProvider time)
{
    /// <summary>Shortest time between two lines with the same code.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Tally> _tallies = new();

    /// <summary>Logs a refusal as one line without a stack.</summary>
    /// <param name="code">A constant; one entry per code is kept in memory.</param>
    /// <param name="reason">A sentence.</param>
    public void Refused(string code, string reason)
    {
        if (TryTake(code, out var omitted)) logger.LogWarning("Refused with {Code}: {Reason} {Omitted} more since the last such line", code, reason, omitted);
    }

    /// <summary>Logs a request that failed because something that the service needs, such as the database, does not work.</summary>
    /// <param name="code">A constant.</param>
    /// <param name="exception">The failure; its stack is logged.</param>
    public void Failed(string code, Exception exception)
    {
        if (TryTake(code, out var omitted)) logger.LogError(exception, "A request failed with {Code}; {Omitted} more since the last such line", code, omitted);
    }

    private bool TryTake(string code, out long omitted)
    {
        var tally = _tallies.GetOrAdd(code, _ => new Tally());
        lock (tally)
        {
            var now = time.GetTimestamp();
            omitted = tally.Omitted;
            if (tally.LastAt is { } last && time.GetElapsedTime(last, now) < Interval)
            {
                tally.Omitted++;
                return false;
            }
            (tally.LastAt, tally.Omitted) = (now, 0);
            return true;
        }
    }

    private sealed class Tally
    {
        public long? LastAt { get; set; }

        public long Omitted { get; set; }
    }
}
