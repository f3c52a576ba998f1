namespace GenreQueue.Library.Files;

/// <summary>Finds the files of a music folder that are worth opening.</summary>
public static class AudioFiles
{
    // What a music library holds beside music. Anything else is opened: names prove nothing, content does.
    private static readonly HashSet<string> NotAudio = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".ico", ".heic", ".psd",
        ".txt", ".md", ".nfo", ".log", ".pdf", ".doc", ".docx", ".rtf", ".epub", ".htm", ".html", ".xml", ".json", ".yaml", ".yml", ".toml",
        ".csv", ".tsv", ".ini", ".url", ".lnk", ".db", ".sqlite", ".lrc", ".srt", ".vtt",
        ".m3u", ".m3u8", ".pls", ".xspf", ".asx", ".wpl", ".cue",
        ".sfv", ".md5", ".sha1", ".sha256", ".ffp", ".accurip", ".par2", ".torrent", ".asc", ".sig",
        ".zip", ".rar", ".7z", ".tar", ".gz", ".bz2", ".xz", ".zst", ".iso",
    };

    /// <summary>
    /// Yields <paramref name="path"/> itself unless it is a folder; of a folder, every file below it, in order of
    /// name, without hidden ones and those whose extension says picture, text, playlist, archive and the like.
    /// </summary>
    /// <param name="path">A file, which need not exist, or a folder.</param>
    /// <returns>
    /// Paths that begin with <paramref name="path"/>, found while they are asked for. A folder that cannot be read is
    /// yielded itself, so that it fails by name and is not lost. Links to folders are followed, each folder once.
    /// </returns>
    public static IEnumerable<string> Find(string path) =>
        Directory.Exists(path) ? FindBelow(path, [RealPath(path)]) : [path];

    private static IEnumerable<string> FindBelow(string folder, HashSet<string> visited)
    {
        FileSystemInfo[]? entries = null;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
        if (entries is null)
        {
            yield return folder;
            yield break;
        }
        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries)
        {
            if (entry.Attributes.HasFlag(FileAttributes.Hidden)) continue;
            var path = Path.Combine(folder, entry.Name);
            if (Directory.Exists(path))
            {
                if (!visited.Add(RealPath(path))) continue;
                foreach (var file in FindBelow(path, visited)) yield return file;
            }
            else if (!NotAudio.Contains(entry.Extension))
            {
                yield return path;
            }
        }
    }

    /// <summary>The path without links; a link that leads nowhere stays as it is.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(full);
        if (parent is null) return full;
        var here = Path.Combine(RealPath(parent), Path.GetFileName(full));
        return new DirectoryInfo(here).LinkTarget is { } target ? RealPath(Path.Combine(Path.GetDirectoryName(here)!, target)) : here;
    }
}
