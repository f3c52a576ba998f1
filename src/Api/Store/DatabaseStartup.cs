using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Polly;
using Polly.Retry;

namespace GenreQueue.Api.Store;

/// <summary>Migrates the schema before anything else starts. Instances that start at the same time wait for each other.</summary>
public sealed class DatabaseStartup(JobDatabase database, TimeProvider time, ILogger<DatabaseStartup> logger) : IHostedLifecycleService
{
    /// <summary>How long to wait for a database server that is still starting.</summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(60);

    /// <summary>An arbitrary number that identifies our advisory lock on the server.</summary>
    private const long LockId = 0x47656E726551;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var retry = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<Exception>(exception => DatabaseErrors.IsUnavailable(exception) && time.GetElapsedTime(begun) < RetryTimeout),
                MaxRetryAttempts = int.MaxValue,
                Delay = TimeSpan.FromSeconds(1),
                OnRetry = retry =>
                {
                    logger.LogWarning("The database is not available yet: {Reason}", retry.Outcome.Exception?.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        await retry.ExecuteAsync(async token => await MigrateAsync(token), cancellationToken);
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        await using var exclusive = database.IsSqlite
            ? await LockFileAsync(db, cancellationToken)
            : await LockServerAsync(db, cancellationToken);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;
        if (database.IsSqlite)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);

            // EF's migration lock on SQLite is a table that remains if the process is killed during a migration. We hold the file lock, so it is stale.
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        }
        await db.Database.MigrateAsync(cancellationToken);
        logger.LogInformation("The database schema is up to date");
    }

    /// <summary>The operating system releases a file lock when the process ends, even if it is killed.</summary>
    private static async Task<IAsyncDisposable> LockFileAsync(JobDbContext db, CancellationToken cancellationToken)
    {
        var path = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    /// <summary>The server releases an advisory lock when the connection ends.</summary>
    private static async Task<IAsyncDisposable> LockServerAsync(JobDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockId})", cancellationToken);
        return new ServerLock(db.Database.GetDbConnection());
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class ServerLock(DbConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT pg_advisory_unlock_all()";
            await command.ExecuteNonQueryAsync();
        }
    }
}
