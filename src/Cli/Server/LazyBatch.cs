namespace GenreQueue.Cli.Server;

/// <summary>A batch that is created when it is first needed, and once.</summary>
internal sealed class LazyBatch(Func<CancellationToken, Task<BatchFollower>> create) : IAsyncDisposable
{
    private readonly SemaphoreSlim _creating = new(1);
    private BatchFollower? _batch;

    /// <summary>Id of the batch; null if it was not needed yet.</summary>
    public Guid? Id => _batch?.Batch;

    /// <summary>The batch.</summary>
    /// <exception cref="ServiceException">The service did not create it.</exception>
    public async Task<BatchFollower> GetAsync(CancellationToken cancellationToken)
    {
        if (_batch is { } created) return created;
        await _creating.WaitAsync(cancellationToken);
        try
        {
            return _batch ??= await create(cancellationToken);
        }
        finally
        {
            _creating.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_batch is not null) await _batch.DisposeAsync();
    }
}
