using System.CommandLine;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Datasets;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Train;

/// <summary>Options that select the tracks to train on.</summary>
internal sealed class SourceOptions
{
    private readonly Option<DirectoryInfo?> _dataset = new("--dataset") { Description = "A folder with one subfolder of audio files per genre.", HelpName = "dir" };
    private readonly Option<FileInfo?> _features = new("--features") { Description = "Instead of audio: a table of features, as written by 'genrequeue features'.", HelpName = "file.csv" };
    private readonly GenresOption _genres = new();
    private readonly Option<bool> _dropDuplicates = new("--drop-duplicates") { Description = "Leave out tracks whose features equal those of an earlier track." };

    public IEnumerable<Option> All => [_dataset, _features, _genres, _dropDuplicates];

    /// <summary>Reads the table, or extracts the features of the audio.</summary>
    /// <returns>The training set, and the number of files that could not be analysed.</returns>
    /// <exception cref="UsageException">Neither or both sources were given.</exception>
    /// <exception cref="TrainingException">A model cannot be trained on these tracks.</exception>
    public async Task<(TrainingSet Set, int Failed)> LoadAsync(ParseResult parsed, Recipe recipe, CancellationToken cancellationToken)
    {
        var genres = _genres.In(parsed);
        TrainingSet Prepare(FeatureTable table, string source, string sha256) =>
            TrainingSet.Prepare(table, recipe, genres.Length > 0 ? genres : null, parsed.GetValue(_dropDuplicates), source, sha256);

        switch (parsed.GetValue(_dataset), parsed.GetValue(_features))
        {
            case ({ } folder, null):
                var extracted = await Dataset.ExtractAsync(folder, genres, recipe.Features, cancellationToken);
                return (Prepare(extracted.Table, folder.Name, extracted.Sha256), extracted.Failed);
            case (null, { } csv):
                return (Prepare(FeatureTable.Load(csv.FullName), csv.Name, FileHash.Sha256(csv.FullName)), 0);
            default:
                throw new UsageException("Give either a folder of audio with --dataset or a table with --features.");
        }
    }
}
