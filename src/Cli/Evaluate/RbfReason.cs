using System.Globalization;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Why the original's RBF machine knows so little, with the figures of this very table.</summary>
internal static class RbfReason
{
    public static string Of(EvaluationSet data, IReadOnlyList<OriginalRow> rows)
    {
        double distance = OriginalTable.MedianNearestSquaredDistance(data);
        double exponent = distance / data.X[0].Length;
        var rbf = rows.Single(row => row.Settings.Classifier == ClassifierKind.SvmRbf).Measured;
        double favourite = rbf.Repeats.Average(repeat => Enumerable.Range(0, rbf.Genres.Count).Max(genre => repeat.Confusion.Sum(row => row[genre])) / (double)repeat.Clips);
        return string.Create(CultureInfo.InvariantCulture,
            $"Why raw RBF gives 12 %: on unscaled features even the nearest other clip is a squared distance of {distance:0} away (median), so that with gamma 1/{data.X[0].Length} the kernel exp(-gamma d²) is e^-{exponent:0}, nothing, and the machine, which knows its training clips by heart ({100 * rbf.TrainingAccuracy:0.0} % right), has only its constant terms left for a new one: {100 * favourite:0} % of its answers here are one and the same genre.");
    }
}
