using System.Runtime.ExceptionServices;

namespace GenreQueue.Training.Evaluation;

/// <summary>Parallel evaluation.</summary>
internal static class Parallelism
{
    /// <summary>Applies <paramref name="map"/> on all cores and keeps the order. Rethrows the first exception unwrapped.</summary>
    public static TResult[] Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> map, CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        try
        {
            Parallel.For(
                0,
                items.Count,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
                i => results[i] = map(items[i]));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
        return results;
    }
}
