using System.Globalization;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Training.Evaluation;

/// <summary>How tracks are split into training and test sets, and how often.</summary>
public abstract record Protocol
{
    private protected Protocol()
    {
    }

    /// <summary>The splits of each repeat.</summary>
    /// <exception cref="ArgumentException"><paramref name="data"/> cannot be split by this protocol.</exception>
    public abstract IReadOnlyList<IReadOnlyList<Split>> Plan(EvaluationSet data);

    /// <summary>Description for reports.</summary>
    public abstract string Description { get; }
}

/// <summary>K-fold cross-validation, stratified by genre; repeat r uses the seed plus r.</summary>
/// <param name="Folds">Number of folds, at least 2.</param>
/// <param name="Repeats">Number of repeats, at least 1.</param>
/// <param name="Seed">Seed of the first shuffle.</param>
public sealed record CrossValidation(int Folds, int Repeats = 1, int Seed = 1) : Protocol
{
    /// <inheritdoc/>
    public override string Description => $"{Folds}-fold cross-validation" + (Repeats > 1 ? $", {Repeats} times" : "");

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<Split>> Plan(EvaluationSet data) =>
        [.. Enumerable.Range(0, Repeats).Select(repeat => Splits.Folds(data.Y, Folds, Seed + repeat))];
}

/// <summary>Random splits, stratified by genre; repeat r uses the seed plus r.</summary>
/// <param name="TrainShare">Share of each genre in the training set, between 0 and 1.</param>
/// <param name="Repeats">Number of splits, at least 1.</param>
/// <param name="Seed">Seed of the first shuffle.</param>
public sealed record RandomSplits(double TrainShare, int Repeats, int Seed = 1) : Protocol
{
    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture,
        $"{Repeats} random split{(Repeats > 1 ? "s" : "")}, {100 * TrainShare:0.#} % for training");

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<Split>> Plan(EvaluationSet data) =>
        [.. Enumerable.Range(0, Repeats).Select(repeat => new[] { Splits.Random(data.Y, TrainShare, Seed + repeat) })];
}

/// <summary>A single split given by track names.</summary>
/// <param name="Train">Names of the tracks to train on.</param>
/// <param name="Test">Names of the tracks to test on.</param>
public sealed record Partition(IReadOnlySet<string> Train, IReadOnlySet<string> Test) : Protocol
{
    /// <inheritdoc/>
    public override string Description => "a fixed partition";

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<Split>> Plan(EvaluationSet data) => [[Splits.Named(data.Tracks, Train, Test)]];

    /// <summary>Reads lists of track names, one per line; blank lines are skipped.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Partition Load(IEnumerable<string> trainFiles, IEnumerable<string> testFiles) => new(Names(trainFiles), Names(testFiles));

    private static HashSet<string> Names(IEnumerable<string> files) =>
        [.. files.SelectMany(File.ReadLines).Select(line => line.Trim()).Where(line => line.Length > 0)];
}
