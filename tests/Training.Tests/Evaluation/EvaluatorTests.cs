using GenreQueue.Training.Datasets;
using GenreQueue.Training.Evaluation;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly EvaluationSet Data = ToyData.Set;

    private static readonly IReadOnlyList<IReadOnlyList<Split>> ThreeRepeats =
        [.. Enumerable.Range(0, 3).Select(seed => Splits.Folds(Data.Y, 5, seed))];

    [Fact]
    public void Folds_of_a_repeat_are_pooled_and_repeats_are_kept_separate()
    {
        var evaluation = Evaluator.Run(Data, ThreeRepeats, new NearestNeighbours(3), withTraining: true, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([60, 60, 60], evaluation.Repeats.Select(repeat => repeat.Clips));
        Assert.Equal(180, evaluation.Pooled.Clips);
        Assert.Equal(new Measure(1, 0), evaluation.Accuracy);
        Assert.Equal(1, evaluation.TrainingAccuracy);
        Assert.Equal([[60, 0, 0], [0, 60, 0], [0, 0, 60]], evaluation.Pooled.Confusion);
    }

    [Fact]
    public void Predictions_come_from_a_classifier_that_was_not_trained_on_the_track()
    {
        // Each vector is its own nearest neighbour, so random labels are predicted only if test tracks leak into training.
        var random = new Random(2);
        int[] labels = [.. Enumerable.Range(0, 400).Select(_ => random.Next(2))];
        var noise = EvaluationSet.From([.. labels.Select((y, i) => new FeatureRow($"{i}", y == 0 ? "a" : "b", [random.NextDouble()]))]);
        var evaluation = Evaluator.Run(noise, [Splits.Folds(noise.Y, 10, 1)], new NearestNeighbours(1), withTraining: true, cancellationToken: TestContext.Current.CancellationToken);
        Assert.InRange(evaluation.Accuracy.Mean, 0.35, 0.65);
        Assert.Equal(1, evaluation.TrainingAccuracy);
    }

    [Fact]
    public void Every_finished_split_is_reported()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<int>();
        Evaluator.Run(Data, ThreeRepeats, new NearestNeighbours(1), splitDone: seen.Add, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 15), seen.Order());
    }

    [Fact]
    public void A_canceled_evaluation_throws() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Evaluator.Run(Data, ThreeRepeats, new NearestNeighbours(1), cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void An_exception_of_the_trainer_is_rethrown_unwrapped() =>
        Assert.Throws<ArgumentException>(() => Evaluator.Run(Data, ThreeRepeats, new NearestNeighbours(0), cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public void A_subset_of_the_genres_is_renumbered_in_the_requested_order()
    {
        var subset = Data.Only([2, 0]);
        Assert.Equal(["rock", "blues"], subset.Genres);
        Assert.Equal(40, subset.Y.Length);
        Assert.All(subset.X.Zip(subset.Y), pair => Assert.Equal(pair.Second == 0, pair.First[1] > 3));
    }
}
