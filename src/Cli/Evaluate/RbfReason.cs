using System.Globalization;
using GenreQueue.Analysis.Training.Evaluation;

namespace GenreQueue.Cli.Evaluate;

/// <summary>Why the original's RBF machine knows so little, with the figures of this very table.</summary>
internal static class RbfReason
{
    public static string Of(EvaluationSet data, IReadOnlyList<OriginalRow> rows)
    {
        double distance = OriginalTable.MedianNearestSquaredDistance(data);
        double exponent = distance / data.X[0].Length;
        double training = rows.Single(row => row.Settings.Classifier == ClassifierKind.SvmRbf).Measured.TrainingAccuracy ?? 0;
        return string.Create(CultureInfo.InvariantCulture,
            $"Why raw RBF gives 12 % (and little more here): on unscaled features even the nearest other clip is a squared distance of {distance:0} away (median), so that with gamma 1/{data.X[0].Length} the kernel exp(-gamma d²) = e^-{exponent:0} is nothing, and the machine, which knows its training clips by heart ({training:P1} right), has only its constant terms left for a new clip: nearly all clips of a test get one and the same genre.");
    }
}
