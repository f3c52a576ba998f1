using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Termination;
using GenreQueue.Library.Files;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Datasets;

/// <summary>The features of a folder with one subfolder of audio files per genre.</summary>
/// <param name="Table">The tracks that could be analysed.</param>
/// <param name="Sha256">Hash of the table as CSV.</param>
/// <param name="Failed">Number of files that could not be analysed; each was reported on standard error.</param>
internal sealed record Dataset(FeatureTable Table, string Sha256, int Failed)
{
    /// <summary>Extracts the features and shows the progress.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="genres">Genres to extract; all when empty.</param>
    /// <param name="kind">Features to extract.</param>
    /// <param name="cancellationToken">Stops the extraction.</param>
    /// <exception cref="UsageException">The folder does not exist, or two of its files have the same name.</exception>
    public static async Task<Dataset> ExtractAsync(
        DirectoryInfo folder, IReadOnlyCollection<string> genres, FeatureKind kind, CancellationToken cancellationToken)
    {
        if (!folder.Exists) throw new UsageException($"The folder {folder} does not exist.");
        var tracks = FindTracks([folder.FullName]).Where(track => genres.Count == 0 || genres.Contains(track.Genre)).ToList();
        var temporary = Directory.CreateTempSubdirectory("genrequeue-").FullName;
        try
        {
            var csv = Path.Combine(temporary, "features.csv");
            await using var decoders = new DecoderPool(new DecoderPoolOptions());
            var report = await ExtractionProgress.RunAsync(new FeatureExtraction(decoders, kind), tracks, csv, cancellationToken);
            return new Dataset(FeatureTable.Load(csv), FileHash.Sha256(csv), report.Failures.Count);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Finds the tracks below folders with one subfolder per genre, and single files.</summary>
    /// <exception cref="UsageException">Two files have the same name.</exception>
    public static IReadOnlyList<DatasetTrack> FindTracks(IEnumerable<string> paths)
    {
        try
        {
            return DatasetTrack.Find(paths, AudioFiles.Find);
        }
        catch (TrainingException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
