using GenreQueue.Training.Datasets;
using GenreQueue.Training.Trainers;

namespace GenreQueue.Training.Evaluation;

/// <param name="Genres">The genres of the task.</param>
/// <param name="Clips">Number of answers it was measured on.</param>
/// <param name="Accuracy">Mean accuracy over repeats.</param>
/// <param name="MacroF1">Mean macro-F1 over repeats.</param>
public sealed record Combination(IReadOnlyList<string> Genres, int Clips, double Accuracy, double MacroF1);

/// <summary>Which few of the genres are told apart best.</summary>
public static class BestCombinations
{
    /// <summary>Every choice of <paramref name="count"/> out of <paramref name="n"/>, in lexical order.</summary>
    /// <param name="n">How many there are to choose from.</param>
    /// <param name="count">How many to choose, 0 to <paramref name="n"/>.</param>
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
    /// <param name="data">All genres' tracks.</param>
    /// <param name="count">Genres in a combination, 2 to all of them.</param>
    /// <param name="protocol">How each combination is evaluated.</param>
    /// <param name="trainer">The classifier.</param>
    /// <param name="combinationDone">Told after each combination how many are done and how many there are, from any thread.</param>
    /// <param name="cancellationToken">Stops before the next split.</param>
    /// <returns>Best first, by accuracy.</returns>
    /// <exception cref="ArgumentException"><paramref name="count"/> is out of range, or the tracks cannot be divided so.</exception>
    public static IReadOnlyList<Combination> Rank(
        EvaluationSet data,
        int count,
        Protocol protocol,
        IClassifierTrainer trainer,
        Action<int, int>? combinationDone = null,
        CancellationToken cancellationToken = default)
    {
        if (count < 2 || count > data.Genres.Count)
            throw new ArgumentException($"Combinations of {count} genres: there must be at least 2, and at most the {data.Genres.Count} there are.");
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
