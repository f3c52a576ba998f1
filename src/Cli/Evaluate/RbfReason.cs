using System.Globalization;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Explains the low accuracy of the original's RBF SVM with figures computed from the evaluated table.</summary>
internal static class RbfReason
{
    public static string Of(EvaluationSet data, IReadOnlyList<OriginalRow> rows)
    {
        double distance = OriginalTable.MedianNearestSquaredDistance(data);
        double exponent = distance / data.X[0].Length;
        var rbf = rows.Single(row => row.Settings.Classifier == ClassifierKind.SvmRbf).Measured;
        double favourite = rbf.Repeats.Average(repeat => Enumerable.Range(0, rbf.Genres.Count).Max(genre => repeat.Confusion.Sum(row => row[genre])) / (double)repeat.Clips);
        return string.Create(CultureInfo.InvariantCulture,
            $"Why raw RBF gives 12 %: on unscaled features the nearest other clip is at a median squared distance of {distance:0}, so with gamma 1/{data.X[0].Length} the kernel exp(-gamma d²) is e^-{exponent:0}, practically zero. The SVM has memorised its training clips ({100 * rbf.TrainingAccuracy:0.0} % correct), but for a new clip only its constant terms remain: {100 * favourite:0} % of its answers here are the same genre.");
    }
}
