using System.Globalization;
using System.Security.Cryptography;
using GenreQueue.Library.Files;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Journal;

/// <summary>
/// Records what a run is about to write and what it has written: JSON, one object per line. May be used by several threads.
/// A run that touched no file leaves no journal.
/// </summary>
public sealed class RunJournal : IDisposable
{
    /// <summary>File name extension of a journal; the rest of the name is the id of the run.</summary>
    internal const string Extension = ".jsonl";

    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly bool _interrupted;
    private int _files, _open;
    private bool _broken, _disposed;

    private RunJournal(string id, string root, FileStream file, TimeProvider time, RunRecord? interrupted)
    {
        Id = id;
        Root = root;
        _file = file;
        _time = time;
        _interrupted = interrupted is not null;
        _files = interrupted?.Files ?? 0;
        _open = interrupted?.Open ?? 0;
    }

    /// <summary>Id of the run: its start and a random part, such as <c>20261125-013000-a1b2</c>.</summary>
    public string Id { get; }

    /// <summary>The folder that the run works on, absolute.</summary>
    public string Root { get; }

    /// <summary>Starts the journal of a new run.</summary>
    /// <param name="folder">The folder of the journals; created if it does not exist.</param>
    /// <param name="header">What the run is.</param>
    /// <param name="time">Clock.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public static RunJournal Create(string folder, RunHeader header, TimeProvider? time = null)
    {
        Directory.CreateDirectory(folder);
        var id = $"{header.Started.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
        var file = new FileStream(Path.Combine(folder, id + Extension), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var journal = new RunJournal(id, header.Root, file, time ?? TimeProvider.System, interrupted: null);
        journal.Append(new JournalLine(Run: header), toDisk: true);
        Interop.Folders.Flush(folder);
        return journal;
    }

    /// <summary>Opens the journal of a run that was killed, to complete it.</summary>
    internal static RunJournal Reopen(string path, RunRecord run)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        CutTornLine(file);
        return new RunJournal(run.Id, run.Header.Root, file, TimeProvider.System, run);
    }

    /// <summary>Announces that a file is about to be written. When this returns, the entry is on the disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stamp">The file before.</param>
    /// <param name="reading">Its tags before.</param>
    /// <param name="genres">The genres that are written.</param>
    /// <returns>The number of the file, for <see cref="After"/>.</returns>
    /// <exception cref="IOException">The journal cannot be written; nothing may be written then.</exception>
    public int Before(string path, FileStamp stamp, TagReading reading, IReadOnlyList<string> genres)
    {
        lock (_lock)
        {
            var number = _files;
            var relative = Path.GetRelativePath(Root, Path.GetFullPath(path));
            Append(new JournalLine(Before: new BeforeEntry(number, relative, stamp, reading.Genres, reading.Snapshot, genres)), toDisk: true);
            _files++;
            _open++;
            return number;
        }
    }

    /// <summary>Records what became of a file.</summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public void After(AfterEntry entry)
    {
        lock (_lock)
        {
            Append(new JournalLine(After: entry), toDisk: false);
            _open--;
        }
    }

    /// <summary>Ends the run, unless the outcome of a file is unknown: then the next run completes it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            if (_files == 0) File.Delete(_file.Name);
            else if (!_broken && _open == 0) Append(new JournalLine(End: new RunEnd(_time.GetUtcNow(), _interrupted)), toDisk: true);
            _file.Dispose();
        }
    }

    private void Append(JournalLine line, bool toDisk)
    {
        if (_broken) throw new IOException($"The journal {_file.Name} cannot be written since an earlier error.");
        try
        {
            _file.Write(line.ToBytes());
            _file.Flush(toDisk);
        }
        catch (IOException exception)
        {
            _broken = true;
            throw new IOException($"The journal {_file.Name} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>Removes the line that was being written when the run was killed, and goes to the end.</summary>
    private static void CutTornLine(FileStream file)
    {
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
            end--;
        }
        file.SetLength(end);
        file.Position = end;
    }
}
