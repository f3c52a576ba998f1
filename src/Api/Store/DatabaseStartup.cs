using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GenreQueue.Api.Store;

/// <summary>Brings the schema up to date before anything else starts; instances that start together wait for each other.</summary>
public sealed class DatabaseStartup(JobDatabase database, ILogger<DatabaseStartup> logger) : IHostedLifecycleService
{
    /// <summary>How long a database may take to come up.</summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Any number that nothing else on the server uses as an advisory lock.</summary>
    private const long LockId = 0x47656E726551;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var giveUpAt = DateTime.UtcNow + RetryTimeout;
        while (true)
        {
            try
            {
                await MigrateAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException { IsTransient: true } or SqliteException { SqliteErrorCode: 5 or 6 } && DateTime.UtcNow < giveUpAt)
            {
                logger.LogWarning("The database does not answer yet: {Reason}", exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        await using var exclusive = database.IsSqlite
            ? await LockFileAsync(db, cancellationToken)
            : await LockServerAsync(db, cancellationToken);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return;
        // EF marks a running migration of SQLite by a row that outlives a process killed in the middle; under the file lock it can only be such a leftover.
        if (database.IsSqlite)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
            await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", cancellationToken);
        }
        await db.Database.MigrateAsync(cancellationToken);
        logger.LogInformation("The database schema is up to date");
    }

    /// <summary>A file lock goes with its process, however that ends.</summary>
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

    /// <summary>An advisory lock of the session goes with its connection.</summary>
    private static async Task<IAsyncDisposable> LockServerAsync(JobDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockId})", cancellationToken);
        return new ServerLock(db.Database.GetDbConnection());
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
