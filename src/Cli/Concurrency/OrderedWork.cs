using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace GenreQueue.Cli.Concurrency;

/// <summary>Works on items in parallel and yields the results in the order of the items, so that the output of two runs is the same.</summary>
internal static class OrderedWork
{
    // How many results may wait for a slow item ahead of them; bounds the memory of a run over a large library.
    private const int ResultsAheadPerJob = 1_000;

    /// <summary>Yields one result per item. Items are enumerated as slots become free.</summary>
    /// <param name="items">The items; enumerated on a thread of its own.</param>
    /// <param name="jobs">Number of items worked on at the same time.</param>
    /// <param name="work">Makes the result of an item. An exception ends the run, except for cancellation, after which the item has no result.</param>
    /// <param name="cancellationToken">Starts no further item.</param>
    /// <exception cref="OperationCanceledException">The run was canceled; the results completed by then have been yielded.</exception>
    public static async IAsyncEnumerable<TResult> RunAsync<T, TResult>(
        IAsyncEnumerable<T> items, int jobs, Func<T, CancellationToken, Task<TResult>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TResult : class
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(jobs);
        var results = Channel.CreateBounded<Task<TResult>>(jobs * ResultsAheadPerJob);
        var starting = Task.Run(() => StartAllAsync(items, slots, work, results.Writer, stop.Token), CancellationToken.None);
        try
        {
            while (await HasMoreAsync(results.Reader, cancellationToken))
            {
                while (results.Reader.TryRead(out var result))
                {
                    if (await OrNullWhenCanceledAsync(result) is { } done) yield return done;
                }
            }
            cancellationToken.ThrowIfCancellationRequested();
            await starting;
        }
        finally
        {
            await stop.CancelAsync();
            // Whoever leaves early disposes what the work uses, so none of it may still be running.
            for (var i = 0; i < jobs; i++) await slots.WaitAsync(CancellationToken.None);
        }
    }

    private static async Task StartAllAsync<T, TResult>(
        IAsyncEnumerable<T> items, SemaphoreSlim slots, Func<T, CancellationToken, Task<TResult>> work, ChannelWriter<Task<TResult>> results, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                await slots.WaitAsync(cancellationToken);
                await WaitForRoomAsync();
                results.TryWrite(Task.Run(() => InSlotAsync(item), CancellationToken.None));
            }
        }
        finally
        {
            results.Complete();
        }

        async Task WaitForRoomAsync()
        {
            try
            {
                await results.WaitToWriteAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                slots.Release();
                throw;
            }
        }

        async Task<TResult> InSlotAsync(T item)
        {
            try
            {
                return await work(item, cancellationToken);
            }
            finally
            {
                slots.Release();
            }
        }
    }

    private static async Task<bool> HasMoreAsync<T>(ChannelReader<T> results, CancellationToken cancellationToken)
    {
        try
        {
            return await results.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return results.TryPeek(out _);
        }
    }

    private static async Task<T?> OrNullWhenCanceledAsync<T>(Task<T> result) where T : class
    {
        try
        {
            return await result;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
