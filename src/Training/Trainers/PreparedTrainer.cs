using GenreQueue.Analysis.Models;

namespace GenreQueue.Training.Trainers;

/// <summary>Adds standardisation and principal components to a classifier, both fitted on the training set only.</summary>
/// <param name="inner">Trains the classifier on the transformed vectors.</param>
/// <param name="standardise">Scale each feature to mean 0 and deviation 1.</param>
/// <param name="pcaShare">Minimum share of the variance that the components explain, above 0 and at most 1; null for no PCA.</param>
public sealed class PreparedTrainer(IClassifierTrainer inner, bool standardise, double? pcaShare) : IClassifierTrainer
{
    /// <inheritdoc/>
    public bool GivesProbabilities => inner.GivesProbabilities;

    /// <inheritdoc/>
    public IClassifier Fit(double[][] x, int[] y, int classes)
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
        return new PreparedClassifier(inner.Fit(x, y, classes), steps);
    }

    private sealed class PreparedClassifier(IClassifier inner, List<Func<double[], double[]>> steps) : IClassifier
    {
        public void Probabilities(ReadOnlySpan<double> x, Span<double> probabilities) =>
            inner.Probabilities(steps.Aggregate(x.ToArray(), (vector, step) => step(vector)), probabilities);

        public void Dispose() => inner.Dispose();
    }
}
