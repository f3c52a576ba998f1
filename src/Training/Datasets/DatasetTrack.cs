namespace GenreQueue.Training.Datasets;

/// <summary>An audio file of known genre.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Name">Path relative to the given folder, separated by <c>/</c>; the file name if the file itself was given.</param>
/// <param name="Genre">
/// The first folder of <paramref name="Name"/>. If it has none, the name of the folder that was given or that contains the given file.
/// </param>
public sealed record DatasetTrack(string Path, string Name, string Genre)
{
    /// <summary>Finds the tracks of data sets that have one folder per genre.</summary>
    /// <param name="paths">Folders and single files.</param>
    /// <param name="filesAt">Returns the audio files in a folder, or the file itself, as paths that begin with the given path.</param>
    /// <returns>Tracks in the order of the paths, and by name within each.</returns>
    /// <exception cref="TrainingException">Two files would have the same name.</exception>
    public static IReadOnlyList<DatasetTrack> Find(IEnumerable<string> paths, Func<string, IEnumerable<string>> filesAt)
    {
        var tracks = paths.SelectMany(path => filesAt(path).Select(file => Relative(path, file))).DistinctBy(t => t.Path).ToList();
        if (tracks.GroupBy(t => t.Name).FirstOrDefault(g => g.Count() > 1) is { } duplicates)
        {
            throw new TrainingException(
                $"Two files have the same name {duplicates.Key}: {string.Join(" and ", duplicates.Take(2).Select(t => t.Path))}. Give their common parent folder instead.");
        }
        return tracks;
    }

    private static DatasetTrack Relative(string given, string file)
    {
        var (root, full) = (System.IO.Path.GetFullPath(given), System.IO.Path.GetFullPath(file));
        if (!Directory.Exists(root)) root = System.IO.Path.GetDirectoryName(root)!;
        var parts = System.IO.Path.GetRelativePath(root, full).Split(System.IO.Path.DirectorySeparatorChar);
        return new DatasetTrack(full, string.Join('/', parts), parts.Length > 1 ? parts[0] : new DirectoryInfo(root).Name);
    }
}
