using System.CommandLine;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Cli.Evaluate;

/// <summary>How the tracks are divided into training and test sets.</summary>
internal sealed class ProtocolOptions
{
    private readonly Option<int?> _folds = new("--folds") { Description = "Cross-validation with K stratified folds; 10 when nothing else is asked for.", HelpName = "k" };
    private readonly Option<double?> _train = new("--train") { Description = "Random stratified splits: percentage of each genre to train on.", HelpName = "percent" };
    private readonly Option<int?> _repeats = new("--repeats") { Description = "How often to divide the tracks anew: 1 for folds, 10 for random splits by default.", HelpName = "n" };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of folds and splits, and of the folds behind an SVM's probabilities.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> _partitionTrain = Lists("--train-tracks", "--partition-train", "A fixed partition: files with the names of the tracks to train on, one a line.");
    private readonly Option<string[]> _partitionTest = Lists("--test-tracks", "--partition-test", "Files with the names of the tracks to test on.");

    public IEnumerable<Option> All => [_folds, _train, _repeats, _partitionTrain, _partitionTest, _seed];

    public int Seed(ParseResult parsed) => parsed.GetValue(_seed);

    /// <exception cref="UsageException">Options contradict each other or are out of range.</exception>
    public Protocol In(ParseResult parsed)
    {
        string[] trainLists = parsed.GetValue(_partitionTrain) ?? [], testLists = parsed.GetValue(_partitionTest) ?? [];
        int? folds = parsed.GetValue(_folds), repeats = parsed.GetValue(_repeats);
        double? train = parsed.GetValue(_train);
        bool partition = trainLists.Length + testLists.Length > 0;
        if ((folds is null ? 0 : 1) + (train is null ? 0 : 1) + (partition ? 1 : 0) > 1)
            throw new UsageException("--folds, --train and --train-tracks/--test-tracks are three ways to divide the tracks; choose one.");
        if (repeats is < 1 or > 10_000) throw new UsageException("--repeats takes a number from 1 to 10000.");
        if (train is not null and not (> 0 and < 100)) throw new UsageException("--train takes a percentage between 0 and 100.");
        if (partition)
        {
            if (trainLists.Length == 0 || testLists.Length == 0) throw new UsageException("A partition needs both --train-tracks and --test-tracks.");
            if (repeats is not null) throw new UsageException("A fixed partition is evaluated once; leave out --repeats.");
            return Partition.Load(trainLists, testLists);
        }
        return train is { } percent
            ? new RandomSplits(percent / 100, repeats ?? 10, Seed(parsed))
            : new CrossValidation(folds ?? 10, repeats ?? 1, Seed(parsed));
    }

    private static Option<string[]> Lists(string name, string alias, string description) =>
        new(name, alias) { Description = description, HelpName = "file", AllowMultipleArgumentsPerToken = true };
}
