using System.CommandLine;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Termination;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Options that divide the tracks into training and test sets.</summary>
internal sealed class ProtocolOptions
{
    private readonly Option<int?> _folds = new("--folds") { Description = "Cross-validation with k stratified folds; the default, with 10 folds.", HelpName = "k" };
    private readonly Option<double?> _train = new("--train") { Description = "Random stratified splits: percentage of each genre for training.", HelpName = "percent" };
    private readonly Option<int?> _repeats = new("--repeats") { Description = "Number of repetitions with new random divisions; by default 1 for folds and 10 for random splits.", HelpName = "n" };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of folds and splits, and of the internal folds that calibrate an SVM's probabilities.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly TrackListOption _partitionTrain = new("--train-tracks", "A fixed partition: files with the names of the training tracks, one per line.", "--partition-train");
    private readonly TrackListOption _partitionTest = new("--test-tracks", "Files with the names of the test tracks.", "--partition-test");

    public IEnumerable<Option> All => [_folds, _train, _repeats, _partitionTrain, _partitionTest, _seed];

    public int Seed(ParseResult parsed) => parsed.GetValue(_seed);

    /// <exception cref="UsageException">Options contradict each other or are out of range.</exception>
    public Protocol In(ParseResult parsed)
    {
        string[] trainLists = _partitionTrain.In(parsed), testLists = _partitionTest.In(parsed);
        int? folds = parsed.GetValue(_folds), repeats = parsed.GetValue(_repeats);
        double? train = parsed.GetValue(_train);
        bool partition = trainLists.Length + testLists.Length > 0;
        if ((folds is null ? 0 : 1) + (train is null ? 0 : 1) + (partition ? 1 : 0) > 1)
            throw new UsageException("Give only one of --folds, --train and --train-tracks/--test-tracks.");
        if (repeats is < 1 or > 10_000) throw new UsageException("--repeats takes a number from 1 to 10000.");
        if (train is not null and not (> 0 and < 100)) throw new UsageException("--train takes a percentage between 0 and 100.");
        if (partition)
        {
            if (trainLists.Length == 0 || testLists.Length == 0) throw new UsageException("A partition needs both --train-tracks and --test-tracks.");
            if (repeats is not null) throw new UsageException("--repeats does not apply to a fixed partition, which is evaluated once.");
            return Partition.Load(trainLists, testLists);
        }
        return train is { } percent
            ? new RandomSplits(percent / 100, repeats ?? 10, Seed(parsed))
            : new CrossValidation(folds ?? 10, repeats ?? 1, Seed(parsed));
    }
}
