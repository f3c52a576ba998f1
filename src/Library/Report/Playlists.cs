using System.Text;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>
/// Writes one M3U8 playlist for each genre that files have after the run, with paths relative to the playlist. Playlists of earlier
/// runs over the same library are replaced, or removed if no file has their genre any more; other files of the folder stay.
/// </summary>
public sealed class Playlists : IReport
{
    // All text that waits for its file, so that neither memory nor the number of open files grows with the library.
    private const int MaxWaiting = 1 << 20;
    private const string Partial = ".genrequeue.partial";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _folder;
    private readonly string _root;
    private readonly string _start;
    private readonly Dictionary<string, Playlist> _playlists = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private int _waiting;

    /// <summary>Starts the playlists.</summary>
    /// <param name="folder">Where they go; created if it does not exist.</param>
    /// <param name="root">The folder that the paths of the entries are relative to.</param>
    /// <exception cref="IOException">The folder cannot be created or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be created or read.</exception>
    public Playlists(string folder, string root)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _root = Path.GetFullPath(root);
        _start = $"#EXTM3U\n#GENREQUEUE:{Uri.EscapeDataString(Path.GetRelativePath(_folder, _root))}\n";
        RemovePartial();
    }

    /// <summary>Number of files that are in no playlist because their path contains a line break.</summary>
    public int LeftOut { get; private set; }

    /// <inheritdoc/>
    public void Add(PlanEntry entry)
    {
        var genres = entry.GenresAfter();
        if (genres.Count == 0) return;
        if (Line(entry.Path) is not { } line)
        {
            LeftOut++;
            return;
        }
        foreach (var genre in genres.Distinct(StringComparer.OrdinalIgnoreCase)) Append(genre, line);
        if (_waiting > MaxWaiting) WriteWaiting();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        WriteWaiting();
        var paths = _playlists.Values.Select(playlist => playlist.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var old in Directory.EnumerateFiles(_folder, "*" + PlaylistName.Extension).Where(path => !paths.Contains(path) && IsOurs(path)).ToList())
        {
            File.Delete(old);
        }
        foreach (var playlist in _playlists.Values) File.Move(playlist.Partial, playlist.Path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => RemovePartial();

    private void Append(string genre, string line)
    {
        if (!_playlists.TryGetValue(genre, out var playlist))
        {
            playlist = _playlists[genre] = Create(genre);
        }
        playlist.Waiting.Append(line).Append('\n');
        _waiting += line.Length + 1;
    }

    // Two genres may have one safe name, and a file of somebody else may have it already.
    private Playlist Create(string genre)
    {
        var safe = PlaylistName.Of(genre);
        for (var n = 1; ; n++)
        {
            var name = (n == 1 ? safe : $"{safe} ({n})") + PlaylistName.Extension;
            var path = Path.Combine(_folder, name);
            if (_names.Contains(name) || (Path.Exists(path) && !IsOurs(path))) continue;
            _names.Add(name);
            return new Playlist(path, $"{_start}#PLAYLIST:{OneLine(genre)}\n");
        }
    }

    private string? Line(string entryPath)
    {
        var path = Path.GetRelativePath(_folder, Path.Combine(_root, entryPath)).Replace(Path.DirectorySeparatorChar, '/');
        if (path.AsSpan().IndexOfAny('\r', '\n') >= 0) return null;
        // A line that starts with # is a comment, and one that looks like an address is opened as one.
        return path[0] == '#' || char.IsWhiteSpace(path[0]) || path.Split('/')[0].Contains(':', StringComparison.Ordinal) ? "./" + path : path;
    }

    private void WriteWaiting()
    {
        foreach (var playlist in _playlists.Values.Where(playlist => playlist.Waiting.Length > 0))
        {
            File.AppendAllText(playlist.Partial, playlist.Waiting.ToString(), Utf8);
            playlist.Waiting.Clear();
        }
        _waiting = 0;
    }

    private bool IsOurs(string path)
    {
        if (!File.Exists(path)) return false;
        using var reader = new StreamReader(path, Utf8);
        var start = new char[_start.Length];
        return reader.ReadBlock(start) == start.Length && start.AsSpan().SequenceEqual(_start);
    }

    private void RemovePartial()
    {
        foreach (var left in Directory.EnumerateFiles(_folder, ".*" + Partial).ToList()) File.Delete(left);
    }

    private static string OneLine(string genre) => string.Concat(genre.Select(c => char.IsControl(c) ? ' ' : c));

    private sealed class Playlist(string path, string header)
    {
        public string Path => path;

        public string Partial { get; } = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, $".{System.IO.Path.GetFileName(path)}{Playlists.Partial}");

        public StringBuilder Waiting { get; } = new(header);
    }
}
