using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Evaluation;

/// <summary>Evaluates a classifier on splits of labelled tracks.</summary>
public static class Evaluator
{
    /// <summary>Trains on the training part of every split and measures the predictions for the test part.</summary>
    /// <param name="data">The labelled tracks.</param>
    /// <param name="repeats">The splits of each repeat: K folds, one random split, or one partition.</param>
    /// <param name="trainer">Trains the classifier.</param>
    /// <param name="withTraining">Also measure the accuracy on the training sets.</param>
    /// <param name="splitDone">Called with the number of finished splits, from any thread.</param>
    /// <param name="cancellationToken">Stops before the next split.</param>
    /// <exception cref="ArgumentException">There is nothing to evaluate, or a training part has only one genre.</exception>
    public static EvaluationSummary Run(
        EvaluationSet data,
        IReadOnlyList<IReadOnlyList<Split>> repeats,
        IClassifierTrainer trainer,
        bool withTraining = false,
        Action<int>? splitDone = null,
        CancellationToken cancellationToken = default)
    {
        var work = repeats.SelectMany(splits => splits).ToList();
        int done = 0;
        var outcomes = Parallelism.Map(work, split =>
        {
            var outcome = Run(data, split, trainer, withTraining);
            splitDone?.Invoke(Interlocked.Increment(ref done));
            return outcome;
        }, cancellationToken);

        var byRepeat = new Queue<SplitOutcome>(outcomes);
        List<Answer>[] answers = [.. repeats.Select(splits => splits.SelectMany(_ => byRepeat.Dequeue().Answers).ToList())];
        EvaluationResult Result(IReadOnlyList<Answer> of) => Metrics.Of(of, data.Genres, trainer.GivesProbabilities);
        return new EvaluationSummary(
            data.Genres,
            [.. answers.Select(Result)],
            Result([.. answers.SelectMany(repeat => repeat)]),
            withTraining ? outcomes.Average(outcome => outcome.TrainingAccuracy) : null);
    }

    private static SplitOutcome Run(EvaluationSet data, Split split, IClassifierTrainer trainer, bool withTraining)
    {
        using var classifier = trainer.Fit([.. split.Train.Select(i => data.X[i])], [.. split.Train.Select(i => data.Y[i])], data.Genres.Count);
        Answer Predict(int track)
        {
            var probabilities = new double[data.Genres.Count];
            classifier.Probabilities(data.X[track], probabilities);
            return new Answer(data.Y[track], probabilities);
        }
        return new SplitOutcome(
            [.. split.Test.Select(Predict)],
            withTraining ? split.Train.Average(track => Predict(track).IsCorrect ? 1.0 : 0.0) : 0);
    }

    private sealed record SplitOutcome(Answer[] Answers, double TrainingAccuracy);
}
