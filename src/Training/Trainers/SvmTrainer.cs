using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;

namespace GenreQueue.Training.Trainers;

/// <summary>
/// Trains a C-SVC with libsvm. With <see cref="SvmParameters.Probability"/> the predicted genre is the most probable one, without
/// it the one with the most votes.
/// </summary>
/// <param name="parameters">Kernel and its parameters.</param>
public sealed class SvmTrainer(SvmParameters parameters) : IClassifierTrainer
{
    /// <inheritdoc/>
    public bool GivesProbabilities => parameters.Probability;

    /// <inheritdoc/>
    /// <exception cref="SvmException">libsvm rejects the parameters.</exception>
    public IClassifier Fit(double[][] x, int[] y, int classes)
    {
        TrainingShape.Check(x, y);
        var machine = SvmModel.Train(x, y, parameters);
        return machine.HasProbabilities ? new SvmClassifier(machine) : new VotingClassifier(machine);
    }

    private sealed class VotingClassifier(SvmModel machine) : IClassifier
    {
        public void Probabilities(ReadOnlySpan<double> x, Span<double> probabilities)
        {
            probabilities.Clear();
            probabilities[machine.Predict(x)] = 1;
        }

        public void Dispose() => machine.Dispose();
    }
}
