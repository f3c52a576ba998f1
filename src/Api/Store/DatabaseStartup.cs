using System.Data.Common;
using GenreQueue.Hosting.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>
/// Migrates the schema and prepares the rows before anything else uses the database. Instances that start at the same time wait for
/// each other. While the database server is away the process waits for it: it is alive, but not ready. A SQLite file belongs to one
/// process: another one would queue the jobs again that the first is running.
/// </summary>
public sealed class DatabaseStartup(
    JobDatabase database, DatabaseReady ready, IEnumerable<IRowPreparation> preparations, TimeProvider time, ILogger<DatabaseStartup> logger)
    : BackgroundService
{
    private const int AttemptsPerWarning = 30;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long the start of the process waits for the first attempt, so that it usually refuses no request.</summary>
    private static readonly TimeSpan FirstAttemptLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long a process waits for the SQLite file, which one that is stopping may still hold.</summary>
    private static readonly TimeSpan FileLockLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FileLockPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Limit of one statement of a migration, such as the creation of an index, and of the wait for another instance that migrates.</summary>
    private static readonly TimeSpan MigrationLimit = TimeSpan.FromMinutes(30);

    /// <summary>An arbitrary number that identifies our advisory lock on the server.</summary>
    private const long LockId = 0x47656E726551;

    private readonly TaskCompletionSource _attempted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FileStream? _fileLock;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_attempted.Task, Task.Delay(FirstAttemptLimit, time, cancellationToken));
        _attempted.TrySetResult();
        await _attempted.Task;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await MigrateAsync(stoppingToken);
                foreach (var preparation in preparations) await preparation.PrepareAsync(stoppingToken);
                if (attempt > 0) logger.LogInformation("The database is available");
                ready.Set();
                _attempted.TrySetResult();
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested && MayEnd(exception))
            {
                if (attempt % AttemptsPerWarning == 0) logger.LogWarning("The database is not available, waiting for it: {Reason}", exception.GetBaseException().Message);
                _attempted.TrySetResult();
            }
            catch (Exception exception) when (_attempted.TrySetException(exception))
            {
                // StartAsync throws it.
                return;
            }
            await Task.Delay(RetryDelay, time, stoppingToken);
        }
    }

    // A server may be started, or given the missing database or the right password, at any time. A file that cannot be opened
    // has to be reported to the user who has just started the process.
    private bool MayEnd(Exception exception) => database.IsSqlite ? DatabaseErrors.IsConflict(exception) : DatabaseErrors.IsOutage(exception);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _fileLock?.Dispose();
        base.Dispose();
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        db.Database.SetCommandTimeout(MigrationLimit);
        await using var serverLock = database.IsSqlite ? null : await LockServerAsync(db, cancellationToken);
        if (database.IsSqlite) _fileLock ??= await LockFileAsync(db, cancellationToken);
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
    private async Task<FileStream> LockFileAsync(JobDbContext db, CancellationToken cancellationToken)
    {
        var path = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(begun) > FileLockLimit)
                {
                    throw new StartFaultException(new StartFault(
                        $"The data folder is in use: {exception.Message} Stop the other process, or set Data__Folder to another folder.", ExitCode: 1));
                }
                await Task.Delay(FileLockPause, time, cancellationToken);
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
