using System.Collections.Concurrent;
using GenreQueue.Cli.Output;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Watch;

/// <summary>Collects what the system reports about folders, as far as it does.</summary>
/// <param name="folders">The folders; they may vanish and come back.</param>
internal sealed class FolderChanges(IReadOnlyList<string> folders) : IDisposable
{
    private const int LargestBuffer = 64 * 1024;

    private readonly Dictionary<string, (FileSystemWatcher Watcher, FolderId Id)> _watchers = [];
    private readonly ConcurrentDictionary<string, byte> _changed = new();
    private int _isIncomplete;
    private bool _warned;

    /// <summary>Watches the folders that have come (back), and no more those that have gone.</summary>
    public void Renew()
    {
        foreach (var folder in folders)
        {
            var id = IdOf(folder);
            if (_watchers.TryGetValue(folder, out var known) && known.Id == id) continue;
            known.Watcher?.Dispose();
            _watchers.Remove(folder);
            if (id is { } there) Watch(folder, there);
        }
    }

    /// <summary>The files and folders that were reported since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = _changed.Keys.ToList();
        foreach (var path in taken) _changed.TryRemove(path, out _);
        return taken;
    }

    /// <summary>Whether reports were lost since the last call, so that only a search tells what has changed.</summary>
    public bool TakeIsIncomplete() => Interlocked.Exchange(ref _isIncomplete, 0) != 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (watcher, _) in _watchers.Values) watcher.Dispose();
    }

    private void Watch(string folder, FolderId id)
    {
        // Whatever came between the last search and now was not reported.
        Interlocked.Exchange(ref _isIncomplete, 1);
        try
        {
            var watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = LargestBuffer,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            _watchers.Add(folder, (watcher, id));
            watcher.Created += (_, change) => _changed.TryAdd(change.FullPath, 0);
            watcher.Changed += (_, change) => _changed.TryAdd(change.FullPath, 0);
            watcher.Renamed += (_, change) => _changed.TryAdd(change.FullPath, 0);
            watcher.Error += (_, error) => Lost(folder, error.GetException());
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            Lost(folder, exception);
        }
    }

    private void Lost(string folder, Exception exception)
    {
        Interlocked.Exchange(ref _isIncomplete, 1);
        if (_warned || exception is InternalBufferOverflowException) return;
        _warned = true;
        Terminal.WriteError($"The system does not report all changes in {folder}, so some files are found only by the next search. {exception.Message}");
    }

    private static FolderId? IdOf(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new FolderId(FileStamp.Of(folder).Inode, Directory.GetCreationTimeUtc(folder)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A folder that was deleted and made again often gets the same number.
    private readonly record struct FolderId(ulong Inode, DateTime Created);
}
