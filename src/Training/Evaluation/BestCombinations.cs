using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Evaluation;

/// <param name="Genres">The genres of the task.</param>
/// <param name="Clips">Number of tested clips per repeat.</param>
/// <param name="Accuracy">Mean accuracy over repeats.</param>
/// <param name="MacroF1">Mean macro-F1 over repeats.</param>
public sealed record Combination(IReadOnlyList<string> Genres, int Clips, double Accuracy, double MacroF1);

/// <summary>Finds the combinations of genres that a classifier separates best.</summary>
public static class BestCombinations
{
    /// <summary>Every subset of <paramref name="count"/> out of <paramref name="n"/> items, in lexicographic order.</summary>
    /// <param name="n">Number of items.</param>
    /// <param name="count">Size of a subset, 0 to <paramref name="n"/>.</param>
    public static IEnumerable<int[]> Choices(int n, int count)
    {
        int[] choice = [.. Enumerable.Range(0, count)];
        while (true)
        {
            yield return [.. choice];
            int i = count - 1;
            while (i >= 0 && choice[i] == n - count + i) i--;
            if (i < 0) yield break;
            choice[i]++;
            for (int j = i + 1; j < count; j++) choice[j] = choice[j - 1] + 1;
        }
    }

    /// <summary>Evaluates every combination of <paramref name="count"/> genres, on all cores.</summary>
    /// <param name="data">Tracks of all genres.</param>
    /// <param name="count">Number of genres in a combination, at least 2.</param>
    /// <param name="protocol">Protocol to evaluate each combination by.</param>
    /// <param name="trainer">Trains the classifier.</param>
    /// <param name="combinationDone">Called after each combination with the number of finished ones and the total, from any thread.</param>
    /// <param name="cancellationToken">Stops before the next split.</param>
    /// <returns>Best first, by accuracy.</returns>
    /// <exception cref="ArgumentException"><paramref name="count"/> is out of range, or the tracks cannot be split by the protocol.</exception>
    public static IReadOnlyList<Combination> Rank(
        EvaluationSet data,
        int count,
        Protocol protocol,
        IClassifierTrainer trainer,
        Action<int, int>? combinationDone = null,
        CancellationToken cancellationToken = default)
    {
        if (count < 2 || count > data.Genres.Count)
            throw new ArgumentException($"The number of genres in a combination must be between 2 and {data.Genres.Count}, but is {count}.");
        var choices = Choices(data.Genres.Count, count).ToList();
        int done = 0;
        return [.. Parallelism.Map(choices, choice =>
            {
                var subset = data.Only(choice);
                var evaluation = Evaluator.Run(subset, protocol.Plan(subset), trainer, cancellationToken: cancellationToken);
                combinationDone?.Invoke(Interlocked.Increment(ref done), choices.Count);
                return new Combination(subset.Genres, evaluation.Repeats[0].Clips, evaluation.Accuracy.Mean, evaluation.MacroF1.Mean);
            }, cancellationToken)
            .OrderByDescending(combination => combination.Accuracy)];
    }
}
