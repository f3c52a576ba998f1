namespace GenreQueue.Library.Files;

/// <summary>Finds the files in a music folder that may contain audio.</summary>
public static class AudioFiles
{
    /// <summary>
    /// Yields <paramref name="path"/> itself unless it is a folder. For a folder, yields every file below it, ordered by name,
    /// except hidden files and those with one of the <see cref="SkippedExtensions"/>.
    /// </summary>
    /// <param name="path">A file, which need not exist, or a folder.</param>
    /// <returns>
    /// Paths that begin with <paramref name="path"/>, enumerated lazily. A folder that cannot be read is yielded itself,
    /// so that the caller reports it. Links to folders are followed, and each folder is visited once.
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
            // Reported by the caller, which gets the folder itself below.
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
            else if (!SkippedExtensions.Contains(entry.Extension))
            {
                yield return path;
            }
        }
    }

    /// <summary>Resolves all links in the path; a dangling link stays as it is.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(full);
        if (parent is null) return full;
        var here = Path.Combine(RealPath(parent), Path.GetFileName(full));
        return new DirectoryInfo(here).LinkTarget is { } target ? RealPath(Path.Combine(Path.GetDirectoryName(here)!, target)) : here;
    }
}
