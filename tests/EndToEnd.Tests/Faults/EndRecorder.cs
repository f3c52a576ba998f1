using System.Data.Common;
using System.Diagnostics;
using GenreQueue.EndToEnd.Tests.Services;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Counts in the database itself how often the end of each job is stored, with a trigger on the job table.</summary>
internal static class EndRecorder
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const string Postgres =
        """
        CREATE TABLE recorded_ends (job uuid NOT NULL);
        CREATE FUNCTION record_end() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO recorded_ends VALUES (NEW.id); RETURN NULL; END $$;
        CREATE TRIGGER record_end AFTER UPDATE OF state, finished_at, result, error_code ON jobs
            FOR EACH ROW WHEN (NEW.finished_at IS NOT NULL) EXECUTE FUNCTION record_end();
        """;

    private const string Sqlite =
        """
        CREATE TABLE recorded_ends (job TEXT NOT NULL);
        CREATE TRIGGER record_end AFTER UPDATE OF state, finished_at, result, error_code ON jobs
            WHEN NEW.finished_at IS NOT NULL BEGIN INSERT INTO recorded_ends VALUES (NEW.id); END;
        """;

    /// <summary>Installs the trigger; an API must have created the tables before.</summary>
    public static async Task InstallAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(deployment, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = deployment.Database is null ? Sqlite : Postgres;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How often the end of each job was stored.</summary>
    public static async Task<IReadOnlyDictionary<Guid, int>> CountAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(deployment, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT job, COUNT(*) FROM recorded_ends GROUP BY job";
        var counts = new Dictionary<Guid, int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) counts[reader.GetGuid(0)] = (int)reader.GetInt64(1);
        return counts;
    }

    /// <summary>Waits until the end of one more job is stored.</summary>
    /// <returns>How long that took.</returns>
    public static async Task<TimeSpan> WaitForNextAsync(Deployment deployment, TimeSpan limit, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        for (int? first = null; ; await Task.Delay(Pause, cancellationToken))
        {
            Assert.True(clock.Elapsed < limit, $"No job has ended for {limit}:\n{deployment.Describe()}");
            try
            {
                var count = (await CountAsync(deployment, cancellationToken)).Values.Sum();
                if (count > (first ??= count)) return clock.Elapsed;
            }
            catch (DbException)
            {
                // The database has only just been started.
            }
        }
    }

    private static async Task<DbConnection> OpenAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        DbConnection connection = deployment.Database is { } postgres
            ? new NpgsqlConnection($"{postgres};Pooling=false")
            : new SqliteConnection($"Data Source={deployment.Folder.File("data/genrequeue.db")};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
