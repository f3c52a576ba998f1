using System.CommandLine;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Evaluate;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Train;

/// <summary>How the recipe is measured before the model is trained on all tracks.</summary>
internal sealed class MeasureOptions
{
    private readonly Option<int> _folds = new("--folds") { Description = "Folds of the cross-validation that measures the recipe; 0 for none.", HelpName = "k", DefaultValueFactory = _ => 10 };
    private readonly Option<string[]> _trainTracks = Lists("--train-tracks", "Measure on a fixed partition as well: files with the names of the tracks to train on, one a line.");
    private readonly Option<string[]> _testTracks = Lists("--test-tracks", "Files with the names of the tracks to test on.");

    public IEnumerable<Option> All => [_folds, _trainTracks, _testTracks];

    /// <exception cref="UsageException">Options contradict each other or are out of range.</exception>
    public IReadOnlyList<Protocol> In(ParseResult parsed)
    {
        int folds = parsed.GetValue(_folds);
        string[] train = parsed.GetValue(_trainTracks) ?? [], test = parsed.GetValue(_testTracks) ?? [];
        if (folds is < 0 or 1) throw new UsageException("--folds takes 0 for none, or a number from 2.");
        if ((train.Length == 0) != (test.Length == 0)) throw new UsageException("A partition needs both --train-tracks and --test-tracks.");
        return
        [
            .. folds > 0 ? [new CrossValidation(folds)] : Array.Empty<Protocol>(),
            .. test.Length > 0 ? [Partition.Load(train, test)] : Array.Empty<Protocol>(),
        ];
    }

    /// <summary>Measures under a bar on standard error.</summary>
    public static IReadOnlyList<ModelMeasurement> Run(TrainingSet set, IReadOnlyList<Protocol> protocols, CancellationToken cancellationToken)
    {
        if (protocols.Count == 0) return [];
        double splits = protocols.Sum(protocol => protocol is CrossValidation folded ? folded.Folds : 1);
        var done = 0;
        return ProgressBar.Show(
            $"Measuring on {set.Tracks.Y.Length} tracks",
            show => GenreTrainer.Measure(set, protocols, () => show(Interlocked.Increment(ref done) / splits), cancellationToken));
    }

    private static Option<string[]> Lists(string name, string description) =>
        new(name) { Description = description, HelpName = "file", AllowMultipleArgumentsPerToken = true };
}
