using GenreQueue.Analysis.Models;

namespace GenreQueue.Training.Trainers;

/// <summary>Puts standardisation, principal components or both before a classifier; what they need is learnt from the training set alone.</summary>
/// <param name="inner">The classifier.</param>
/// <param name="standardise">Subtract the mean and divide by the deviation of each feature.</param>
/// <param name="pcaShare">Share of the variance that the kept components explain at least, over 0 to 1; null for all features as they are.</param>
public sealed class PreparedTrainer(IClassifierTrainer inner, bool standardise, double? pcaShare) : IClassifierTrainer
{
    /// <inheritdoc/>
    public bool GivesProbabilities => inner.GivesProbabilities;

    /// <inheritdoc/>
    public IFittedClassifier Fit(double[][] x, int[] y, int classes)
    {
        TrainingShape.Check(x, y);
        var steps = new List<Func<double[], double[]>>();
        void Add(Func<double[], double[]> step)
        {
            steps.Add(step);
            x = Array.ConvertAll(x, row => step(row));
        }
        if (standardise) Add(Scaling.Fit(x).Apply);
        if (pcaShare is { } share) Add(PrincipalComponents.Fit(x, share).Apply);
        return new Fitted(inner.Fit(x, y, classes), steps);
    }

    private sealed class Fitted(IFittedClassifier inner, List<Func<double[], double[]>> steps) : IFittedClassifier
    {
        public void Probabilities(ReadOnlySpan<double> x, Span<double> probabilities) =>
            inner.Probabilities(steps.Aggregate(x.ToArray(), (vector, step) => step(vector)), probabilities);

        public void Dispose() => inner.Dispose();
    }
}
