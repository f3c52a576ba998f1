using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Evaluation;

/// <param name="Name">Classifier, as the original's table names it.</param>
/// <param name="OriginalTraining">Accuracy on its training set that the original printed; null where it printed none.</param>
/// <param name="OriginalTesting">Accuracy on its test set that the original printed.</param>
/// <param name="Settings">What stands for it here.</param>
/// <param name="Measured">What came out here.</param>
public sealed record OriginalRow(string Name, double? OriginalTraining, double OriginalTesting, ClassifierSettings Settings, EvaluationSummary Measured);

/// <summary>The results table of the system that this one replaces (indrajithi/mgc-django), measured again.</summary>
/// <remarks>
/// Raw classic features and library defaults, as the original had them: one neighbour, C 1, γ = 1/104, degree 3, genre by an
/// SVM's votes. The original does not say how it divided the tracks. Nothing is tuned towards its figures.
/// </remarks>
public static class OriginalTable
{
    private static readonly (string Name, double? Training, double Testing, ClassifierKind Classifier)[] Printed =
    [
        ("k nearest neighbours", null, 0.53, ClassifierKind.Knn),
        ("logistic regression", 0.75778, 0.54, ClassifierKind.Logistic),
        ("SVM, linear kernel", 0.99, 0.52, ClassifierKind.SvmLinear),
        ("SVM, RBF kernel", 0.99, 0.12, ClassifierKind.SvmRbf),
        ("SVM, polynomial kernel", 0.99, 0.64, ClassifierKind.SvmPoly),
    ];

    /// <summary>Number of classifiers in the table.</summary>
    public static int Count => Printed.Length;

    /// <summary>Measures every row.</summary>
    /// <param name="table">Classic features of all genres.</param>
    /// <param name="protocol">How to divide the tracks.</param>
    /// <param name="splitDone">Told the row, and how many of its splits are done, from any thread.</param>
    /// <param name="cancellationToken">Stops before the next split.</param>
    public static IReadOnlyList<OriginalRow> Measure(
        FeatureTable table, Protocol protocol, Action<int, int>? splitDone = null, CancellationToken cancellationToken = default)
    {
        var data = EvaluationSet.From(table.As(FeatureKind.Classic).Rows);
        var plan = protocol.Plan(data);
        var rows = new List<OriginalRow>();
        foreach (var (name, training, testing, classifier) in Printed)
        {
            int row = rows.Count;
            var settings = new ClassifierSettings(FeatureKind.Classic, classifier, K: 1, Standardise: false, Votes: true);
            var measured = Evaluator.Run(
                data, plan, settings.CreateTrainer(), withTraining: true, splitDone: done => splitDone?.Invoke(row, done), cancellationToken: cancellationToken);
            rows.Add(new OriginalRow(name, training, testing, settings, measured));
        }
        return rows;
    }

    /// <summary>Median over the tracks of the squared distance to the nearest other track, in raw features.</summary>
    /// <remarks>This is why the raw RBF machine fails: the kernel is exp(−γ·d²).</remarks>
    public static double MedianNearestSquaredDistance(EvaluationSet data)
    {
        double[] nearest = Parallelism.Map(
            data.X,
            x => data.X.Where(other => !ReferenceEquals(x, other)).Min(other => MathNet.Numerics.Distance.SSD(x, other)),
            CancellationToken.None);
        return MathNet.Numerics.Statistics.ArrayStatistics.MedianInplace(nearest);
    }
}
