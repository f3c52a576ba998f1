using System.Text.Json;
using GenreQueue.Contracts;
using GenreQueue.Library.Files;
using GenreQueue.Library.Tags;
using Microsoft.Data.Sqlite;

namespace GenreQueue.Library.State;

/// <summary>
/// What is known about files and tracks from earlier runs, so that an unchanged library is neither read nor analysed again: an SQLite
/// file. May be used by several threads. What is remembered is on the disk within a second or so.
/// </summary>
public sealed class LibraryState : IDisposable
{
    private const int LargestTransaction = 500;
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly StateDatabase _database;
    private readonly SqliteCommand _findFile, _saveFile, _findAnswer, _saveAnswer;
    private readonly Timer _timer;
    private SqliteTransaction? _transaction;
    private int _pending;

    private LibraryState(StateDatabase database)
    {
        _database = database;
        _findFile = database.Prepare(
            """
            SELECT format, audio_hash, genres, provenance, code, message FROM files
            WHERE path = $path AND size = $size AND modified = $modified AND changed = $changed AND inode = $inode
            """,
            "$path", "$size", "$modified", "$changed", "$inode");
        _saveFile = database.Prepare(
            "INSERT OR REPLACE INTO files VALUES ($path, $size, $modified, $changed, $inode, $format, $audio, $genres, $provenance, $code, $message)",
            "$path", "$size", "$modified", "$changed", "$inode", "$format", "$audio", "$genres", "$provenance", "$code", "$message");
        _findAnswer = database.Prepare(
            "SELECT result, code, message FROM answers WHERE audio_hash = $audio AND model = $model AND version = $version AND part = $part AND labels = $labels",
            "$audio", "$model", "$version", "$part", "$labels");
        _saveAnswer = database.Prepare(
            "INSERT OR REPLACE INTO answers VALUES ($audio, $model, $version, $part, $labels, $result, $code, $message)",
            "$audio", "$model", "$version", "$part", "$labels", "$result", "$code", "$message");
        _timer = new Timer(_ => FlushQuietly());
    }

    /// <summary>Opens the state.</summary>
    /// <param name="file">The file; created if it does not exist.</param>
    /// <exception cref="InvalidDataException">The file is damaged or from a newer version of the program; the message says what to do.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static LibraryState Open(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var database = new StateDatabase(file);
        try
        {
            return database.Guard(() => new LibraryState(database.Open()));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>What is known about a file that has this stamp; null if nothing is.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="stamp">The file as it is now.</param>
    public KnownFile? Find(string path, FileStamp stamp) => Guard(() =>
    {
        using var row = Read(_findFile, [path, .. Values(stamp)]);
        return !row.Read() ? null : new KnownFile(
            Text(row, 0), Text(row, 1), Json<string[]>(row, 2) ?? [], Json<Provenance>(row, 3), Text(row, 4), Text(row, 5));
    });

    /// <summary>Remembers what was read of a file, in place of what was known about its path.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="stamp">The file as it was before it was read.</param>
    /// <param name="file">What was read.</param>
    public void Remember(string path, FileStamp stamp, KnownFile file) => Save(
        _saveFile,
        [path, .. Values(stamp), file.Format, file.AudioHash, Json(file.Genres), file.Provenance is null ? null : Json(file.Provenance), file.Code, file.Message]);

    /// <summary>The answer for a track; null if there is none yet.</summary>
    public KnownAnswer? Find(AnswerKey key) => Guard(() =>
    {
        using var row = Read(_findAnswer, Values(key));
        return row.Read() ? new KnownAnswer(Json<ClassificationResult>(row, 0), Text(row, 1), Text(row, 2)) : null;
    });

    /// <summary>Remembers the answer for a track.</summary>
    public void Remember(AnswerKey key, KnownAnswer answer) => Save(
        _saveAnswer, [.. Values(key), answer.Result is null ? null : Json(answer.Result), answer.Code, answer.Message]);

    /// <summary>Brings what was remembered to the disk and closes the file.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        try
        {
            Flush();
        }
        finally
        {
            _database.Dispose();
        }
    }

    private void Save(SqliteCommand command, object?[] values) => Guard(() =>
    {
        if (_transaction is null)
        {
            _transaction = _database.Begin();
            // Not left open: other runs wait for it.
            _timer.Change(LongestTransaction, Timeout.InfiniteTimeSpan);
        }
        Set(command, values);
        command.ExecuteNonQuery();
        if (++_pending >= LargestTransaction) Flush();
        return 0;
    });

    private void Flush() => Guard(() =>
    {
        _transaction?.Commit();
        _transaction?.Dispose();
        _transaction = null;
        _pending = 0;
        return 0;
    });

    private SqliteDataReader Read(SqliteCommand command, object?[] values)
    {
        Set(command, values);
        return command.ExecuteReader();
    }

    private void Set(SqliteCommand command, object?[] values)
    {
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }

    /// <summary>The transaction stays open after an error; the next caller gets the error.</summary>
    private void FlushQuietly()
    {
        try
        {
            Flush();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ObjectDisposedException)
        {
            // Flush or Dispose reports it on the thread of the run.
        }
    }

    private T Guard<T>(Func<T> action)
    {
        lock (_lock) return _database.Guard(action);
    }

    private static object?[] Values(FileStamp stamp) => [stamp.Size, stamp.ModifiedNs, stamp.ChangedNs, unchecked((long)stamp.Inode)];

    private static object?[] Values(AnswerKey key) => [key.AudioHash, key.Model.Id, key.Model.Version, key.Window.JsonName(), key.Labels.JsonName()];

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static T? Json<T>(SqliteDataReader row, int column) where T : class =>
        row.IsDBNull(column) ? null : JsonSerializer.Deserialize<T>(row.GetString(column), JsonSerializerOptions.Web);
}
