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
    public static IEnumerable<string> Find(string path) => new Walk(LinkPolicy.Follow, filesFirst: false).Below(path);

    /// <summary>As <see cref="Find"/>, but yields the files of a folder together, before those of its subfolders.</summary>
    /// <param name="path">A file, which need not exist, or a folder. It may itself be a link.</param>
    /// <param name="links">What happens to links below it.</param>
    public static IEnumerable<string> FindByFolder(string path, LinkPolicy links) => new Walk(links, filesFirst: true).Below(path);

    private sealed class Walk(LinkPolicy links, bool filesFirst)
    {
        private const FileAttributes NoFile = (FileAttributes)(-1);

        private readonly HashSet<string> _visited = [];

        public IEnumerable<string> Below(string path) => Directory.Exists(path) && _visited.Add(RealPath.Of(path)) ? BelowFolder(path) : [path];

        private IEnumerable<string> BelowFolder(string folder)
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
            var folders = new List<string>();
            foreach (var entry in entries.Where(IsWanted))
            {
                var path = Path.Combine(folder, entry.Name);
                if (Directory.Exists(path))
                {
                    if (filesFirst) folders.Add(path);
                    else foreach (var file in BelowSubfolder(path)) yield return file;
                }
                else if (!SkippedExtensions.Contains(entry.Extension))
                {
                    yield return path;
                }
            }
            foreach (var file in folders.SelectMany(BelowSubfolder)) yield return file;
        }

        private IEnumerable<string> BelowSubfolder(string folder) => _visited.Add(RealPath.Of(folder)) ? BelowFolder(folder) : [];

        private bool IsWanted(FileSystemInfo entry) => !IsHidden(entry) && (links == LinkPolicy.Follow || entry.LinkTarget is null);

        // A name that is not UTF-8 leads to no file, which has all attributes. The caller reports it.
        private static bool IsHidden(FileSystemInfo entry) =>
            entry.Name.StartsWith('.') || (entry.Attributes.HasFlag(FileAttributes.Hidden) && entry.Attributes != NoFile);
    }
}
