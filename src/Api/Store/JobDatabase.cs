using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GenreQueue.Api.Store;

/// <summary>Opens the database for reading and runs short write transactions on it.</summary>
public sealed class JobDatabase(Func<JobDbContext> open, bool isSqlite, ILogger<JobDatabase> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private const int Tries = 10;

    /// <summary>SQLite has one writer: waiting here is fair and costs no thread, waiting for its lock is neither.</summary>
    private readonly SemaphoreSlim? _writer = isSqlite ? new SemaphoreSlim(1) : null;

    public bool IsSqlite => isSqlite;

    /// <summary>A context for reading; it tracks nothing.</summary>
    public JobDbContext Open() => open();

    /// <summary>Runs <paramref name="work"/> in one transaction (on SQLite it holds the write lock from its begin), again when another writer was in the way.</summary>
    public async Task<T> WriteAsync<T>(Func<JobDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(work, cancellationToken);
            }
            catch (Exception exception) when (attempt < Tries && IsConflict(exception))
            {
                logger.LogDebug(exception, "A database write met another one; try {Attempt}", attempt);
                var pause = Math.Min(LongestPause.TotalMilliseconds, 10 * Math.Pow(2, attempt));
                await Task.Delay(TimeSpan.FromMilliseconds(pause * (0.5 + Random.Shared.NextDouble())), cancellationToken);
            }
        }
    }

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

    private static bool IsConflict(Exception e) => (e is DbUpdateException ? e.InnerException : e) switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => true,   // SQLITE_BUSY, SQLITE_LOCKED
        PostgresException p => p.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    };
}
