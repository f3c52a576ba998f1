using System.Runtime.CompilerServices;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Watch;

/// <summary>
/// Finds the files below folders, and those that arrive or change later, as soon as nobody writes them any more. The system reports
/// changes; folders are also searched again from time to time, since network file systems report none.
/// </summary>
/// <param name="folders">The folders. One that does not exist is awaited.</param>
/// <param name="links">What happens to links below them.</param>
/// <param name="settle">How long a file must stay as it is before it is yielded.</param>
/// <param name="rescan">Time between two searches.</param>
/// <param name="time">Clock.</param>
internal sealed class ArrivingFiles(IReadOnlyList<string> folders, LinkPolicy links, TimeSpan settle, TimeSpan rescan, TimeProvider time)
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, (FileStamp Stamp, long Since)> _settling = [];
    private readonly Dictionary<string, FileStamp> _yielded = [];

    /// <summary>Yields the paths of the files until it is canceled.</summary>
    /// <exception cref="OperationCanceledException">Always, at the end.</exception>
    public async IAsyncEnumerable<string> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = new FolderChanges(folders);
        using var ticks = new PeriodicTimer(settle / 2 < LongestTick ? settle / 2 : LongestTick, time);
        long? searched = null;
        do
        {
            changes.Renew();
            if (searched is null || changes.TakeIsIncomplete() || time.GetElapsedTime(searched.Value) >= rescan)
            {
                SearchAll();
                searched = time.GetTimestamp();
            }
            foreach (var path in changes.Take().SelectMany(Search)) Notice(path);
            foreach (var path in Settled()) yield return path;
        }
        while (await ticks.WaitForNextTickAsync(cancellationToken));
    }

    private void SearchAll()
    {
        var found = folders.SelectMany(Search).ToHashSet();
        foreach (var gone in _yielded.Keys.Where(path => !found.Contains(path)).ToList()) _yielded.Remove(gone);
        foreach (var path in found) Notice(path);
    }

    private IEnumerable<string> Search(string path) => AudioFiles.FindByFolder(path, links);

    private void Notice(string path)
    {
        if (IsWanted(path) && StampOf(path) is { } stamp && !_settling.ContainsKey(path) && (!_yielded.TryGetValue(path, out var yielded) || yielded != stamp))
        {
            _settling.Add(path, (stamp, time.GetTimestamp()));
        }
    }

    private List<string> Settled()
    {
        var settled = new List<string>();
        foreach (var (path, (stamp, since)) in _settling.ToList())
        {
            if (StampOf(path) is not { } now)
            {
                _settling.Remove(path);
            }
            else if (now != stamp)
            {
                _settling[path] = (now, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(since) >= settle)
            {
                _settling.Remove(path);
                _yielded[path] = now;
                settled.Add(path);
            }
        }
        settled.Sort(StringComparer.Ordinal);
        return settled;
    }

    /// <summary>The same files as a search finds: not those that are hidden, or in a hidden folder, or clearly not audio.</summary>
    private bool IsWanted(string path)
    {
        var root = folders.First(folder => path == folder || path.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal));
        return !Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')) && !SkippedExtensions.Contains(Path.GetExtension(path));
    }

    private static FileStamp? StampOf(string path)
    {
        try
        {
            return FileFacts.Of(path) is { IsFile: true } facts ? facts.Stamp : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
