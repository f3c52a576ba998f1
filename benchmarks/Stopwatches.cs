using System.Diagnostics;

namespace GenreQueue.Benchmarks;

/// <summary>Times several alternatives in turn, so that a slow period of the machine affects all of them.</summary>
internal static class Stopwatches
{
    /// <returns>The median time of each alternative in milliseconds, without a first round for warm-up.</returns>
    public static async Task<double[]> MedianMs(int rounds, params Func<Task>[] alternatives)
    {
        var times = Array.ConvertAll(alternatives, _ => new List<double>(rounds));
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < alternatives.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await alternatives[i]();
                if (round >= 0) times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        return Array.ConvertAll(times, Median);
    }

    /// <inheritdoc cref="MedianMs(int, Func{Task}[])"/>
    public static double[] MedianMs(int rounds, params Action[] alternatives) =>
        MedianMs(rounds, Array.ConvertAll<Action, Func<Task>>(alternatives, alternative => () =>
        {
            alternative();
            return Task.CompletedTask;
        })).GetAwaiter().GetResult();

    private static double Median(List<double> times)
    {
        times.Sort();
        return (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
    }
}
