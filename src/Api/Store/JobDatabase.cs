using Polly;
using Polly.Retry;

namespace GenreQueue.Api.Store;

/// <summary>Opens the database for reading and runs short write transactions.</summary>
public sealed class JobDatabase(Func<JobDbContext> open, bool isSqlite, ILogger<JobDatabase> logger)
{
    /// <summary>SQLite allows one writer. Waiting here is fair and blocks no thread; waiting for its file lock would be neither.</summary>
    private readonly SemaphoreSlim? _writer = isSqlite ? new SemaphoreSlim(1) : null;

    private readonly ResiliencePipeline _conflicts = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(DatabaseErrors.IsConflict),
            MaxRetryAttempts = 9,
            Delay = TimeSpan.FromMilliseconds(20),
            MaxDelay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = retry =>
            {
                logger.LogDebug(retry.Outcome.Exception, "A database write conflicted with another one; attempt {Attempt}", retry.AttemptNumber + 1);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    public bool IsSqlite => isSqlite;

    /// <summary>A context for reading, without change tracking.</summary>
    public JobDbContext Open() => open();

    /// <summary>Runs <paramref name="work"/> in one transaction and repeats it after a conflict with another writer. On SQLite the transaction holds the write lock from the start.</summary>
    public async Task<T> WriteAsync<T>(Func<JobDbContext, Task<T>> work, CancellationToken cancellationToken) =>
        await _conflicts.ExecuteAsync(
            static async (state, token) => await state.Database.WriteOnceAsync(state.Work, token), (Database: this, Work: work), cancellationToken);

    private async Task<T> WriteOnceAsync<T>(Func<JobDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        if (_writer is not null) await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var db = open();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var result = await work(db);
            await transaction.CommitAsync(cancellationToken);
            return result;
        }
        finally
        {
            _writer?.Release();
        }
    }
}
