using System.CommandLine;
using System.Security.Cryptography;
using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Training;
using GenreQueue.Analysis.Training.Evaluation;
using GenreQueue.Cli.Models;
using Spectre.Console;

namespace GenreQueue.Cli.Train;

/// <summary><c>genrequeue train</c></summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var features = new Option<string>("--features") { Description = "A table of features, as 'genrequeue features' writes it.", HelpName = "file.csv", Required = true };
        var folder = new Option<string>("--out") { Description = "Folder of the new model; its name becomes the model's id.", HelpName = "dir", Required = true };
        var genres = new Option<string[]>("--genres")
        {
            Description = "Genres to keep, separated by commas [default: all].",
            HelpName = "a,b,c",
            CustomParser = result => result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };
        var dropDuplicates = new Option<bool>("--drop-duplicates") { Description = "Leave out tracks whose features equal those of an earlier one." };
        var name = new Option<string?>("--name") { Description = "Name for display [default: the id].", HelpName = "text" };
        var description = new Option<string>("--description") { Description = "What the model is made from and what to expect of it.", HelpName = "text", DefaultValueFactory = _ => "" };
        var folds = new Option<int>("--folds") { Description = "Folds of the cross-validation that measures the recipe; 0 for none.", HelpName = "k", DefaultValueFactory = _ => 10 };
        var trainTracks = TrackFiles("--train-tracks", "Measure on a partition as well: files that name the tracks to learn from, one a line.");
        var testTracks = TrackFiles("--test-tracks", "Files that name the tracks to be asked about.");
        var recipe = new RecipeOptions();

        var command = new Command("train", "Train a model on your own tracks and measure it.")
        {
            features, folder, genres, dropDuplicates, name, description, folds, trainTracks, testTracks,
        };
        recipe.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var protocols = Protocols(parsed.GetValue(folds), parsed.GetValue(trainTracks) ?? [], parsed.GetValue(testTracks) ?? []);
            var csv = parsed.GetRequiredValue(features);
            var set = TrainingSet.Prepare(
                FeatureTable.Load(csv), recipe.In(parsed), parsed.GetValue(genres) is { Length: > 0 } kept ? kept : null, parsed.GetValue(dropDuplicates), Path.GetFileName(csv), Sha256(csv));
            var measurements = Measure(set, protocols, cancellationToken);
            var card = GenreTrainer.Train(set, parsed.GetRequiredValue(folder), parsed.GetValue(name), parsed.GetRequiredValue(description), measurements);
            using var output = Terminal.OpenOutput();
            ModelText.Write(output, card);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Option<string[]> TrackFiles(string name, string description) =>
        new(name) { Description = description, HelpName = "file", AllowMultipleArgumentsPerToken = true };

    private static List<Protocol> Protocols(int folds, string[] trainTracks, string[] testTracks)
    {
        if (folds is < 0 or 1) throw new UsageException("--folds takes 0 for none, or a number from 2.");
        if (trainTracks.Length == 0 != (testTracks.Length == 0)) throw new UsageException("A partition needs both --train-tracks and --test-tracks.");
        var protocols = new List<Protocol>();
        if (folds > 0) protocols.Add(new CrossValidation(folds));
        if (testTracks.Length > 0) protocols.Add(Partition.Load(trainTracks, testTracks));
        return protocols;
    }

    private static IReadOnlyList<ModelMeasurement> Measure(TrainingSet set, List<Protocol> protocols, CancellationToken cancellationToken)
    {
        if (protocols.Count == 0) return [];
        return Terminal.Messages.Progress().Start(progress =>
        {
            var splits = protocols.Sum(protocol => protocol is CrossValidation folded ? folded.Folds : 1);
            var task = progress.AddTask($"Measuring on {set.Tracks.Y.Length} tracks", maxValue: splits);
            return GenreTrainer.Measure(set, protocols, () => task.Increment(1), cancellationToken);
        });
    }

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
