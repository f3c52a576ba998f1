using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Evaluation;

/// <param name="Name">Name of the classifier in the original table.</param>
/// <param name="OriginalTraining">Published accuracy on the training set; null if none was published.</param>
/// <param name="OriginalTesting">Published accuracy on the test set.</param>
/// <param name="Settings">Settings that reproduce it here.</param>
/// <param name="Measured">Results measured here.</param>
public sealed record OriginalRow(string Name, double? OriginalTraining, double OriginalTesting, ClassifierSettings Settings, EvaluationSummary Measured);

/// <summary>Reproduces the results table of the original system (indrajithi/mgc-django).</summary>
/// <remarks>
/// Unscaled classic features and library defaults, as in the original: one neighbour, C 1, γ = 1/104, degree 3, genre by the
/// votes of the SVM. How the original split its tracks is not documented. Nothing is tuned to match its figures.
/// </remarks>
public static class OriginalTable
{
    private static readonly (string Name, double? Training, double Testing, ClassifierKind Classifier)[] Published =
    [
        ("k nearest neighbours", null, 0.53, ClassifierKind.Knn),
        ("logistic regression", 0.75778, 0.54, ClassifierKind.Logistic),
        ("SVM, linear kernel", 0.99, 0.52, ClassifierKind.SvmLinear),
        ("SVM, RBF kernel", 0.99, 0.12, ClassifierKind.SvmRbf),
        ("SVM, polynomial kernel", 0.99, 0.64, ClassifierKind.SvmPoly),
    ];

    /// <summary>Number of classifiers in the table.</summary>
    public static int Count => Published.Length;

    /// <summary>Evaluates every classifier of the table.</summary>
    /// <param name="table">Classic features of all genres.</param>
    /// <param name="protocol">Protocol to evaluate by.</param>
    /// <param name="splitDone">Called with the row and the number of its finished splits, from any thread.</param>
    /// <param name="cancellationToken">Stops before the next split.</param>
    public static IReadOnlyList<OriginalRow> Measure(
        FeatureTable table, Protocol protocol, Action<int, int>? splitDone = null, CancellationToken cancellationToken = default)
    {
        var data = EvaluationSet.From(table.As(FeatureKind.Classic).Rows);
        var plan = protocol.Plan(data);
        var rows = new List<OriginalRow>();
        foreach (var (name, training, testing, classifier) in Published)
        {
            int row = rows.Count;
            var settings = new ClassifierSettings(FeatureKind.Classic, classifier, K: 1, Standardise: false, Votes: true);
            var measured = Evaluator.Run(
                data, plan, settings.CreateTrainer(), withTraining: true, splitDone: done => splitDone?.Invoke(row, done), cancellationToken: cancellationToken);
            rows.Add(new OriginalRow(name, training, testing, settings, measured));
        }
        return rows;
    }

    /// <summary>Median over the tracks of the squared distance to the nearest other track, in unscaled features.</summary>
    /// <remarks>Explains why the RBF kernel fails on unscaled features: it is exp(−γ·d²).</remarks>
    public static double MedianNearestSquaredDistance(EvaluationSet data)
    {
        double[] nearest = Parallelism.Map(
            data.X,
            x => data.X.Where(other => !ReferenceEquals(x, other)).Min(other => MathNet.Numerics.Distance.SSD(x, other)),
            CancellationToken.None);
        return MathNet.Numerics.Statistics.ArrayStatistics.MedianInplace(nearest);
    }
}
