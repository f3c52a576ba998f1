using GenreQueue.Analysis.Models;
using GenreQueue.Analysis.Svm;
using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Evaluation;

/// <summary>Measures the recipe of a model on tracks held out from training.</summary>
public static class RecipeMeasurement
{
    /// <summary>Evaluates the recipe of a training set by each of the protocols.</summary>
    /// <param name="set">The training set.</param>
    /// <param name="protocols">The protocols to evaluate by.</param>
    /// <param name="splitDone">Called after each split, from any thread.</param>
    /// <param name="cancellationToken">Stops before the next split.</param>
    /// <exception cref="TrainingException">The set cannot be split by one of the protocols.</exception>
    /// <exception cref="SvmException">libsvm rejects the recipe.</exception>
    public static IReadOnlyList<ModelMeasurement> Measure(
        TrainingSet set, IEnumerable<Protocol> protocols, Action? splitDone, CancellationToken cancellationToken)
    {
        var trainer = new PreparedTrainer(new SvmTrainer(set.Recipe.Svm), set.Recipe.Standardise, pcaShare: null);
        return [.. protocols.Select(protocol =>
        {
            try
            {
                var tracks = protocol is Partition ? set.All : set.Tracks;
                var result = Evaluator.Run(tracks, protocol.Plan(tracks), trainer, splitDone: _ => splitDone?.Invoke(), cancellationToken: cancellationToken).Pooled;
                return new ModelMeasurement(
                    protocol.Description, result.Clips, result.Accuracy, result.MacroF1, result.CalibrationError ?? 0, result.Confusion);
            }
            catch (ArgumentException exception)
            {
                throw new TrainingException(exception.Message);
            }
        })];
    }
}
