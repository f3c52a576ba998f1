using GenreQueue.Analysis.Features;
using GenreQueue.Analysis.Svm;
using GenreQueue.Analysis.Training;
using GenreQueue.Analysis.Training.Evaluation;
using GenreQueue.Fixtures;

namespace GenreQueue.Analysis.Tests.Training.Evaluation;

/// <summary>Figures on the real table. They are what README and model cards quote, so a change that loses them must be noticed.</summary>
public sealed class PartitionFigureTests
{
    private static readonly PreparedTrainer Default =
        new(new SvmClassifier(new SvmParameters(SvmKernel.Rbf, C: 1, Gamma: 0.005)), standardise: true, pcaShare: null);

    private static readonly string Data = RepositoryPaths.SharedData ?? "";

    private readonly FeatureTable table;
    private readonly Partition partition;

    public PartitionFigureTests()
    {
        Assert.SkipUnless(Data.Length > 0, "The reference table does not lie beside the repository.");
        table = FeatureTable.Load(Path.Combine(Data, "gtzan-mfcc104.csv"));
        partition = Partition.Load([Names("train"), Names("valid")], [Names("test")]);
    }

    [Fact]
    public void The_default_recipe_names_at_least_60_percent_of_the_partition()
    {
        var evaluation = Evaluate(table.As(FeatureKind.LogCov), Default);
        Assert.Equal(290, evaluation.Pooled.Clips);
        Assert.InRange(evaluation.Accuracy.Mean, 0.60, 0.65);
        Assert.InRange(evaluation.CalibrationError!.Mean, 0, 0.10);
    }

    [Fact]
    public void The_default_recipe_names_at_least_80_percent_of_six_genres() =>
        Assert.InRange(Evaluate(table.As(FeatureKind.LogCov).Only(["classical", "hiphop", "jazz", "metal", "pop", "rock"]), Default).Accuracy.Mean, 0.80, 0.85);

    [Fact]
    public void The_original_recipe_names_49_percent_of_the_partition_by_votes() =>
        Assert.Equal(0.490, Evaluate(table, new SvmClassifier(new SvmParameters(SvmKernel.Polynomial, Probability: false))).Accuracy.Mean, 0.005);

    [Fact]
    public void Ten_folds_without_duplicates_give_the_default_recipe_at_least_76_percent()
    {
        var data = EvaluationSet.From(table.WithoutDuplicates().As(FeatureKind.LogCov).Rows);
        Assert.Equal(985, data.Y.Length);
        Assert.InRange(Run(data, new CrossValidation(10), Default).Accuracy.Mean, 0.76, 0.79);
    }

    [Fact]
    public void Platts_sigmoids_do_not_depend_on_how_the_folds_are_scheduled()
    {
        var data = EvaluationSet.From(table.Only(["classical", "metal", "pop"]).As(FeatureKind.LogCov).Rows);
        Assert.Equal(Run(data, new CrossValidation(4), Default).LogLoss, Run(data, new CrossValidation(4), Default).LogLoss);
    }

    private static string Names(string part) => Path.Combine(Data, "partitions", $"{part}.txt");

    private EvaluationSummary Evaluate(FeatureTable features, IClassifierTrainer trainer) =>
        Run(EvaluationSet.From(features.Rows), partition, trainer);

    private static EvaluationSummary Run(EvaluationSet data, Protocol protocol, IClassifierTrainer trainer) =>
        Evaluator.Run(data, protocol.Plan(data), trainer, cancellationToken: TestContext.Current.CancellationToken);
}
