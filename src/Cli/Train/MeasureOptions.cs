using System.CommandLine;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Train;

/// <summary>Options that select how the recipe is measured before the model is trained on all tracks.</summary>
internal sealed class MeasureOptions
{
    private readonly Option<int> _folds = new("--folds") { Description = "Folds of the cross-validation that measures the recipe; 0 to skip it.", HelpName = "k", DefaultValueFactory = _ => 10 };
    private readonly TrackListOption _trainTracks = new("--train-tracks", "Measure on a fixed partition as well: files with the names of the training tracks, one per line.");
    private readonly TrackListOption _testTracks = new("--test-tracks", "Files with the names of the test tracks.");

    public IEnumerable<Option> All => [_folds, _trainTracks, _testTracks];

    /// <exception cref="UsageException">Options contradict each other or are out of range.</exception>
    public IReadOnlyList<Protocol> In(ParseResult parsed)
    {
        int folds = parsed.GetValue(_folds);
        string[] train = _trainTracks.In(parsed), test = _testTracks.In(parsed);
        if (folds is < 0 or 1) throw new UsageException("--folds takes 0 or a number from 2.");
        if ((train.Length == 0) != (test.Length == 0)) throw new UsageException("A partition needs both --train-tracks and --test-tracks.");
        return
        [
            .. folds > 0 ? [new CrossValidation(folds)] : Array.Empty<Protocol>(),
            .. test.Length > 0 ? [Partition.Load(train, test)] : Array.Empty<Protocol>(),
        ];
    }

    /// <summary>Measures the recipe and shows the progress on standard error.</summary>
    public static IReadOnlyList<ModelMeasurement> Run(TrainingSet set, IReadOnlyList<Protocol> protocols, CancellationToken cancellationToken)
    {
        if (protocols.Count == 0) return [];
        double splits = protocols.Sum(protocol => protocol is CrossValidation folded ? folded.Folds : 1);
        var done = 0;
        return ProgressBar.Show(
            $"Measuring on {set.Tracks.Y.Length} tracks",
            show => RecipeMeasurement.Measure(set, protocols, () => show(Interlocked.Increment(ref done) / splits), cancellationToken));
    }
}
