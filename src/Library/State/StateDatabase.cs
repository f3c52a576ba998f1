using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GenreQueue.Library.State;

/// <summary>The SQLite file of the state: its tables and its errors.</summary>
internal sealed class StateDatabase(string file) : IDisposable
{
    private const long SchemaVersion = 1;
    private const int Full = 13, Damaged = 11, NoDatabase = 26; // Result codes of SQLite.

    private const string Schema =
        """
        CREATE TABLE files (
            path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL,
            format TEXT, audio_hash TEXT, genres TEXT NOT NULL, provenance TEXT, code TEXT, message TEXT) WITHOUT ROWID;
        CREATE TABLE answers (
            audio_hash TEXT NOT NULL, model TEXT NOT NULL, version TEXT NOT NULL, part TEXT NOT NULL, labels TEXT NOT NULL,
            result TEXT, code TEXT, message TEXT, PRIMARY KEY (audio_hash, model, version, part, labels));
        """;

    private readonly SqliteConnection _connection = new(
        // Without a pool, a closed file can be deleted at once.
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString());

    public StateDatabase Open()
    {
        _connection.Open();
        // After a loss of power the last transactions may be missing, which costs an analysis; the file is whole.
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        using var transaction = _connection.BeginTransaction();
        var version = Version();
        if (version > SchemaVersion)
        {
            throw new InvalidDataException(
                $"The state file {file} was written by a newer version of this program. Update the program, or name another folder in GENREQUEUE_STATE.");
        }
        if (version == 0) Execute($"{Schema} PRAGMA user_version = {SchemaVersion};");
        transaction.Commit();
        return this;
    }

    public SqliteTransaction Begin() => _connection.BeginTransaction();

    public SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    /// <summary>Runs a piece of work and words its errors.</summary>
    public T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Damaged or NoDatabase)
        {
            throw new InvalidDataException(
                $"The state file {file} is damaged. Delete it and the files beside it whose names begin with its name, and run again: "
                + "only the memory of earlier analyses is lost, and the journals stay.", exception);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Full)
        {
            throw new IOException($"There is no room on the disk for the state file {file}.", exception);
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The state file {file} cannot be used: {exception.Message}", exception);
        }
    }

    public void Dispose() => _connection.Dispose();

    private long Version()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
