using System.Collections.Concurrent;

namespace GenreQueue.Analysis.Decoding;

/// <summary>
/// A thread for calls that block, one at a time. A slot takes none from the thread pool while it waits for its child, and
/// none is made anew for each file.
/// </summary>
internal sealed class SlotThread : IDisposable
{
    private readonly BlockingCollection<Action> _calls = [];

    public SlotThread() => new Thread(Run) { IsBackground = true, Name = "decoder slot" }.Start();

    /// <summary>Runs a call on the thread.</summary>
    /// <exception cref="ObjectDisposedException">The slot is disposed.</exception>
    public Task<T> RunAsync<T>(Func<T> call)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _calls.Add(() => Complete(done, call));
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(DecoderPool));
        }
        return done.Task;
    }

    /// <summary>Lets the thread end after the calls it was given.</summary>
    public void Dispose() => _calls.CompleteAdding();

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> call)
    {
        try
        {
            done.SetResult(call());
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private void Run()
    {
        foreach (var call in _calls.GetConsumingEnumerable()) call();
        _calls.Dispose();
    }
}
