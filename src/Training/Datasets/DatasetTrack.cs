using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Datasets;

/// <summary>An audio file of known genre.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its path below the folder that was given, with <c>/</c> between folders; of a single file, the file's name.</param>
/// <param name="Genre">
/// The first folder of that path; the name of the folder that was given, or that a single file lies in, where there is none.
/// </param>
public sealed record DatasetTrack(string Path, string Name, string Genre)
{
    /// <summary>Finds the tracks of data sets that keep one folder for each genre.</summary>
    /// <param name="paths">Folders and single files.</param>
    /// <param name="filesAt">The audio files of a folder, or the file itself, as paths that begin with the path given.</param>
    /// <returns>Tracks in the order of the paths, and by name within each.</returns>
    /// <exception cref="TrainingException">Two files would have the same name.</exception>
    public static IReadOnlyList<DatasetTrack> Find(IEnumerable<string> paths, Func<string, IEnumerable<string>> filesAt)
    {
        var tracks = paths.SelectMany(path => filesAt(path).Select(file => Below(path, file))).DistinctBy(t => t.Path).ToList();
        if (tracks.GroupBy(t => t.Name).FirstOrDefault(g => g.Count() > 1) is { } twins)
        {
            throw new TrainingException(
                $"Two files would both be called {twins.Key}: {string.Join(" and ", twins.Take(2).Select(t => t.Path))}. Give the folder above both.");
        }
        return tracks;
    }

    private static DatasetTrack Below(string given, string file)
    {
        var (root, full) = (System.IO.Path.GetFullPath(given), System.IO.Path.GetFullPath(file));
        if (!Directory.Exists(root)) root = System.IO.Path.GetDirectoryName(root)!;
        var parts = System.IO.Path.GetRelativePath(root, full).Split(System.IO.Path.DirectorySeparatorChar);
        return new DatasetTrack(full, string.Join('/', parts), parts.Length > 1 ? parts[0] : new DirectoryInfo(root).Name);
    }
}
