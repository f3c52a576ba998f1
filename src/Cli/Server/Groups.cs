using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GenreQueue.Cli.Server;

/// <summary>Collects items into groups.</summary>
internal static class Groups
{
    /// <summary>Yields the items in groups, in their order. A group is not kept waiting for items that are late.</summary>
    /// <param name="items">The items.</param>
    /// <param name="size">Most items of a group.</param>
    /// <param name="patience">How long the first item of a group waits for the others.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public static async IAsyncEnumerable<IReadOnlyList<T>> OfAsync<T>(
        IAsyncEnumerable<T> items, int size, TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = items.GetAsyncEnumerator(cancellationToken);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var begun = Stopwatch.GetTimestamp();
                var group = new List<T> { source.Current };
                next = source.MoveNextAsync().AsTask();
                while (group.Count < size && await EndsWithinAsync(next, patience - Stopwatch.GetElapsedTime(begun)) && await next)
                {
                    group.Add(source.Current);
                    next = source.MoveNextAsync().AsTask();
                }
                yield return group;
            }
        }
        finally
        {
            // An enumerator must not be disposed while it moves.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await source.DisposeAsync();
        }
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan patience)
    {
        if (task.IsCompleted || patience <= TimeSpan.Zero) return task.IsCompleted;
        await ((Task)task.WaitAsync(patience)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }
}
