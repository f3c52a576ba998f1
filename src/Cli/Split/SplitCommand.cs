using System.CommandLine;
using GenreQueue.Cli.Datasets;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Cli.Split;

/// <summary><c>genrequeue split</c></summary>
internal static class SplitCommand
{
    public static Command Create()
    {
        var data = new DataOptions();
        var train = new Option<double>("--train") { Description = "Percentage of each genre for the first table.", HelpName = "percent", DefaultValueFactory = _ => 80 };
        var seed = new Option<int>("--seed") { Description = "Seed of the random choice.", HelpName = "n", DefaultValueFactory = _ => 1 };
        var outTrain = new Option<FileInfo>("--out-train") { Description = "Table to write the training tracks to.", HelpName = "file.csv", Required = true };
        var outTest = new Option<FileInfo>("--out-test") { Description = "Table to write the test tracks to.", HelpName = "file.csv", Required = true };

        var command = new Command("split", "Split a feature table into one for training and one for testing, with the same share of each genre.") { train, seed, outTrain, outTest };
        foreach (var option in data.TableOptions) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var tracks = data.Load(parsed);
            var (trainFile, testFile) = (parsed.GetRequiredValue(outTrain), parsed.GetRequiredValue(outTest));
            string[] files = [trainFile.FullName, testFile.FullName, data.Table(parsed).FullName];
            if (files.Distinct().Count() < files.Length) throw new UsageException("--features, --out-train and --out-test must name three different files.");
            try
            {
                var rows = tracks.Table.Rows;
                var split = Splits.Random(EvaluationSet.From(rows).Y, parsed.GetValue(train) / 100, parsed.GetValue(seed));
                new FeatureTable(tracks.Table.Kind, [.. split.Train.Select(i => rows[i])]).Save(trainFile.FullName);
                new FeatureTable(tracks.Table.Kind, [.. split.Test.Select(i => rows[i])]).Save(testFile.FullName);
                Terminal.WriteMessage($"{split.Train.Length} tracks for training: {trainFile}\n{split.Test.Length} tracks for testing: {testFile}");
            }
            catch (ArgumentException exception)
            {
                throw new UsageException(exception.Message);
            }
            return ExitCode.Success;
        });
        return command;
    }
}
