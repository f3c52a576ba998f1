using System.Collections.Concurrent;

namespace GenreQueue.Analysis.Decoding;

/// <summary>
/// A thread for blocking calls, one at a time. It keeps a slot that waits for its child from occupying a pool thread, and
/// saves creating a thread for every file.
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

    /// <summary>Ends the thread once it has made the calls queued so far.</summary>
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
