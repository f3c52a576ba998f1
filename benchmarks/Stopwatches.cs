using System.Diagnostics;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Benchmarks;

/// <summary>Times several ways of doing the same thing in turns, so that a slow spell of the machine hits all of them.</summary>
internal static class Stopwatches
{
    /// <returns>For each way the median of its times, in milliseconds, after one round that does not count.</returns>
    public static async Task<double[]> MedianMs(int rounds, params Func<Task>[] ways)
    {
        var times = Array.ConvertAll(ways, _ => new List<double>(rounds));
        for (var round = -1; round < rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var start = Stopwatch.GetTimestamp();
                await ways[way]();
                if (round >= 0) times[way].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        return Array.ConvertAll(times, Median);
    }

    /// <inheritdoc cref="MedianMs(int, Func{Task}[])"/>
    public static double[] MedianMs(int rounds, params Action[] ways) =>
        MedianMs(rounds, Array.ConvertAll<Action, Func<Task>>(ways, way => () =>
        {
            way();
            return Task.CompletedTask;
        })).GetAwaiter().GetResult();

    private static double Median(List<double> times)
    {
        times.Sort();
        return (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
    }
}
