using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Svm;

namespace GenreQueue.Training.Trainers;

/// <summary>libsvm's C-SVC. With <see cref="SvmParameters.Probability"/> the genre is the most probable one, without it the one of most votes.</summary>
/// <param name="parameters">Kernel and its parameters.</param>
public sealed class SvmClassifier(SvmParameters parameters) : IClassifierTrainer
{
    /// <inheritdoc/>
    public bool GivesProbabilities => parameters.Probability;

    /// <inheritdoc/>
    /// <exception cref="SvmException">libsvm refuses the parameters.</exception>
    public IFittedClassifier Fit(double[][] x, int[] y, int classes)
    {
        TrainingShape.Check(x, y);
        return new Fitted(SvmModel.Train(x, y, parameters));
    }

    private sealed class Fitted(SvmModel model) : IFittedClassifier
    {
        public void Probabilities(ReadOnlySpan<double> x, Span<double> probabilities)
        {
            probabilities.Clear();
            if (!model.HasProbabilities)
            {
                probabilities[model.Predict(x)] = 1;
                return;
            }
            Span<double> ordered = stackalloc double[model.Labels.Count];
            model.Probabilities(x, ordered);
            for (int i = 0; i < ordered.Length; i++) probabilities[model.Labels[i]] = ordered[i];
        }

        public void Dispose() => model.Dispose();
    }
}
