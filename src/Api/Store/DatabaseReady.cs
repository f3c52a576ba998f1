namespace GenreQueue.Api.Store;

/// <summary>Tells whether the database can be used: the schema is up to date, and the rows are prepared. What uses the database waits for it.</summary>
public sealed class DatabaseReady
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the database can be used.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Returns once the database can be used.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled first.</exception>
    public Task WaitAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    internal void Set() => _ready.TrySetResult();
}
