using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Svm;
using GenreQueue.Fixtures;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Tests.Evaluation;

/// <summary>The accuracies on the real table that the documentation and the model cards state.</summary>
public sealed class PartitionFigureTests
{
    private static readonly PreparedTrainer Default =
        new(new SvmTrainer(new SvmParameters(SvmKernel.Rbf, C: 1, Gamma: 0.005)), standardise: true, pcaShare: null);

    private static readonly string Data = RepositoryPaths.SharedData ?? "";

    private readonly FeatureTable _table;
    private readonly Partition _partition;

    public PartitionFigureTests()
    {
        Assert.SkipUnless(Data.Length > 0, "The reference table is not available.");
        _table = FeatureTable.Load(Path.Combine(Data, "gtzan-mfcc104.csv"));
        _partition = Partition.Load([Names("train"), Names("valid")], [Names("test")]);
    }

    [Fact]
    public void The_default_recipe_predicts_at_least_60_percent_of_the_partition()
    {
        var evaluation = Evaluate(_table.As(FeatureKind.LogCov), Default);
        Assert.Equal(290, evaluation.Pooled.Clips);
        Assert.InRange(evaluation.Accuracy.Mean, 0.60, 0.65);
        Assert.InRange(evaluation.CalibrationError!.Mean, 0, 0.10);
    }

    [Fact]
    public void The_default_recipe_predicts_at_least_80_percent_of_six_genres() =>
        Assert.InRange(Evaluate(_table.As(FeatureKind.LogCov).Only(["classical", "hiphop", "jazz", "metal", "pop", "rock"]), Default).Accuracy.Mean, 0.80, 0.85);

    [Fact]
    public void The_original_recipe_predicts_49_percent_of_the_partition_by_votes() =>
        Assert.Equal(0.490, Evaluate(_table, new SvmTrainer(new SvmParameters(SvmKernel.Polynomial, Probability: false))).Accuracy.Mean, 0.005);

    [Fact]
    public void The_default_recipe_predicts_at_least_76_percent_in_ten_folds_without_duplicates()
    {
        var data = EvaluationSet.From(_table.WithoutDuplicates().As(FeatureKind.LogCov).Rows);
        Assert.Equal(985, data.Y.Length);
        Assert.InRange(Run(data, new CrossValidation(10), Default).Accuracy.Mean, 0.76, 0.79);
    }

    [Fact]
    public void An_RBF_kernel_on_unscaled_features_overfits()
    {
        var unique = _table.WithoutDuplicates();
        var rows = OriginalTable.Measure(unique, new CrossValidation(3), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(OriginalTable.Count, rows.Count);
        var rbf = rows.Single(row => row.Settings.Classifier == ClassifierKind.SvmRbf);
        Assert.InRange(rbf.Measured.TrainingAccuracy!.Value, 0.99, 1);
        Assert.InRange(rbf.Measured.Accuracy.Mean, 0.08, 0.25);
        Assert.InRange(OriginalTable.MedianNearestSquaredDistance(EvaluationSet.From(unique.Rows)), 15_000, 30_000);
        Assert.All(rows.Except([rbf]), row => Assert.InRange(row.Measured.Accuracy.Mean, 0.5, 0.7));
    }

    [Fact]
    public void Platt_scaling_does_not_depend_on_the_scheduling_of_the_folds()
    {
        var data = EvaluationSet.From(_table.Only(["classical", "metal", "pop"]).As(FeatureKind.LogCov).Rows);
        Assert.Equal(Run(data, new CrossValidation(4), Default).LogLoss, Run(data, new CrossValidation(4), Default).LogLoss);
    }

    private static string Names(string part) => Path.Combine(Data, "partitions", $"{part}.txt");

    private EvaluationSummary Evaluate(FeatureTable features, IClassifierTrainer trainer) =>
        Run(EvaluationSet.From(features.Rows), _partition, trainer);

    private static EvaluationSummary Run(EvaluationSet data, Protocol protocol, IClassifierTrainer trainer) =>
        Evaluator.Run(data, protocol.Plan(data), trainer, cancellationToken: TestContext.Current.CancellationToken);
}
