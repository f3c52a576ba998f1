using System.CommandLine;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Classify;
using GenreQueue.Cli.Evaluate;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Train;

/// <summary>What a model is trained on.</summary>
internal sealed class SourceOptions
{
    private readonly Option<DirectoryInfo?> _dataset = new("--dataset") { Description = "A folder of audio with one folder for each genre.", HelpName = "dir" };
    private readonly Option<FileInfo?> _features = new("--features") { Description = "Instead of audio: a table of features, as 'genrequeue features' writes it.", HelpName = "file.csv" };
    private readonly Option<string[]> _genres = new("--genres")
    {
        Description = "Genres to keep, separated by commas [default: all].",
        HelpName = "a,b,c",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };
    private readonly Option<bool> _dropDuplicates = new("--drop-duplicates") { Description = "Leave out tracks whose features equal those of an earlier one." };

    public IEnumerable<Option> All => [_dataset, _features, _genres, _dropDuplicates];

    /// <summary>Reads the table, or extracts the features of the audio.</summary>
    /// <returns>The training set, and how many files could not be used.</returns>
    /// <exception cref="UsageException">Neither or both are named.</exception>
    /// <exception cref="TrainingException">Nothing can be learnt from them.</exception>
    public async Task<(TrainingSet Set, int Failed)> LoadAsync(ParseResult parsed, Recipe recipe, CancellationToken cancellationToken)
    {
        string[] genres = parsed.GetValue(_genres) ?? [];
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
                throw new UsageException("Name what to train on: a folder of audio with --dataset, or a table with --features.");
        }
    }
}
