using GenreQueue.Analysis.Svm;

namespace GenreQueue.Analysis.Models;

/// <summary>A C-SVC with probabilities whose labels are class indices.</summary>
/// <param name="machine">The machine; disposed with this object.</param>
internal sealed class SvmClassifier(SvmModel machine) : IClassifier
{
    /// <inheritdoc/>
    public void Probabilities(ReadOnlySpan<double> x, Span<double> probabilities)
    {
        // Labels are in the order of the training set, and a class without training vectors has none.
        Span<double> byLabel = stackalloc double[machine.Labels.Count];
        machine.Probabilities(x, byLabel);
        probabilities.Clear();
        for (var i = 0; i < byLabel.Length; i++) probabilities[machine.Labels[i]] = byLabel[i];
    }

    /// <inheritdoc/>
    public void Dispose() => machine.Dispose();
}
