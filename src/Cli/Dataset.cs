using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Classify;
using GenreQueue.Cli.Features;
using GenreQueue.Library.Files;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli;

/// <summary>The features of a folder of audio with one folder for each genre.</summary>
/// <param name="Table">The tracks that could be used.</param>
/// <param name="Sha256">Hash of the table as CSV.</param>
/// <param name="Failed">How many files could not be used; each was named on standard error.</param>
internal sealed record Dataset(FeatureTable Table, string Sha256, int Failed)
{
    /// <summary>Extracts the features, showing how it goes on.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="genres">Genres to extract; all when empty.</param>
    /// <param name="kind">Features to extract.</param>
    /// <param name="cancellationToken">Stops the extraction.</param>
    /// <exception cref="UsageException">There is no such folder, or two files in it have the same name.</exception>
    public static async Task<Dataset> ExtractAsync(
        DirectoryInfo folder, IReadOnlyCollection<string> genres, FeatureKind kind, CancellationToken cancellationToken)
    {
        if (!folder.Exists) throw new UsageException($"There is no folder {folder}.");
        var tracks = Find(folder).Where(track => genres.Count == 0 || genres.Contains(track.Genre)).ToList();
        var temporary = Directory.CreateTempSubdirectory("genrequeue-").FullName;
        try
        {
            var csv = Path.Combine(temporary, "features.csv");
            await using var decoders = new DecoderPool(new DecoderPoolOptions());
            var report = await FeaturesProgress.RunAsync(new FeatureExtraction(decoders, kind), tracks, csv, cancellationToken);
            return new Dataset(FeatureTable.Load(csv), FileHash.Sha256(csv), report.Failures.Count);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static IReadOnlyList<DatasetTrack> Find(DirectoryInfo folder)
    {
        try
        {
            return DatasetTrack.Find([folder.FullName], AudioFiles.Find);
        }
        catch (TrainingException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
