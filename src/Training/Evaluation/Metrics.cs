namespace GenreQueue.Training.Evaluation;

/// <summary>The prediction for one clip of known genre.</summary>
/// <param name="Actual">Index of the true genre.</param>
/// <param name="Probabilities">Predicted probability of each genre.</param>
public sealed record Answer(int Actual, double[] Probabilities)
{
    /// <summary>Index of the most probable genre; the first of several equal ones.</summary>
    public int Predicted { get; } = Array.IndexOf(Probabilities, Probabilities.Max());

    internal bool IsCorrect => Predicted == Actual;

    internal double Confidence => Probabilities[Predicted];
}

/// <summary>Computes metrics of predictions.</summary>
/// <remarks>Calibration error: Guo et al. 2017, arXiv:1706.04599, with ten bins.</remarks>
public static class Metrics
{
    private const int Bins = 10;
    private const int Thresholds = 100;

    /// <summary>Computes all metrics.</summary>
    /// <param name="answers">The predictions, at least one.</param>
    /// <param name="genres">Genre names, in the order of the probabilities.</param>
    /// <param name="withProbabilities">False if the classifier only votes.</param>
    /// <exception cref="ArgumentException"><paramref name="answers"/> is empty.</exception>
    public static EvaluationResult Of(IReadOnlyList<Answer> answers, IReadOnlyList<string> genres, bool withProbabilities = true)
    {
        if (answers.Count == 0) throw new ArgumentException("There are no predictions to measure.", nameof(answers));
        int[][] confusion = [.. genres.Select(_ => new int[genres.Count])];
        foreach (var answer in answers) confusion[answer.Actual][answer.Predicted]++;

        GenreScore[] scores = [.. genres.Select((genre, i) => Score(genre, i, confusion))];
        var occurring = scores.Where((score, i) => score.Clips > 0 || confusion.Any(row => row[i] > 0));
        ReliabilityBin[] reliability = withProbabilities ? [.. Reliability(answers)] : [];
        return new EvaluationResult(
            answers.Count,
            answers.Count(answer => answer.IsCorrect) / (double)answers.Count,
            occurring.Average(score => score.F1),
            withProbabilities ? answers.Average(answer => -Math.Log(Math.Max(answer.Probabilities[answer.Actual], 1e-15))) : null,
            withProbabilities ? reliability.Sum(bin => bin.Clips * Math.Abs(bin.Accuracy - bin.Confidence)) / answers.Count : null,
            scores,
            confusion,
            reliability,
            withProbabilities ? [.. Coverage(answers)] : []);
    }

    private static GenreScore Score(string genre, int i, int[][] confusion)
    {
        double right = confusion[i][i];
        int clips = confusion[i].Sum();
        int named = confusion.Sum(row => row[i]);
        double precision = named == 0 ? 0 : right / named;
        double recall = clips == 0 ? 0 : right / clips;
        return new GenreScore(genre, clips, precision, recall, clips + named == 0 ? 0 : 2 * right / (clips + named));
    }

    private static IEnumerable<ReliabilityBin> Reliability(IReadOnlyList<Answer> answers)
    {
        var bins = answers.ToLookup(answer => Math.Min(Bins - 1, (int)(answer.Confidence * Bins)));
        return Enumerable.Range(0, Bins).Select(b => new ReliabilityBin(
            b / (double)Bins,
            (b + 1) / (double)Bins,
            bins[b].Count(),
            bins[b].Select(answer => answer.Confidence).DefaultIfEmpty().Average(),
            bins[b].Select(answer => answer.IsCorrect ? 1.0 : 0.0).DefaultIfEmpty().Average()));
    }

    private static IEnumerable<CoveragePoint> Coverage(IReadOnlyList<Answer> answers)
    {
        for (int t = 0; t <= Thresholds; t++)
        {
            double threshold = t / (double)Thresholds;
            int answered = answers.Count(answer => answer.Confidence >= threshold);
            int right = answers.Count(answer => answer.Confidence >= threshold && answer.IsCorrect);
            yield return new CoveragePoint(threshold, answered / (double)answers.Count, answered == 0 ? null : right / (double)answered);
        }
    }
}
