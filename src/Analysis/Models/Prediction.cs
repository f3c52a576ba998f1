namespace GenreQueue.Analysis.Models;

/// <summary>The output of a model for one window.</summary>
/// <param name="Probabilities">Probability of each genre, in the order of <see cref="ModelCard.Genres"/>; they sum to 1.</param>
/// <param name="Novelty">
/// Decision value of the one-class machine, above 0 for audio like its training set; null without such a machine and for short audio.
/// </param>
/// <param name="IsNovel">True when <paramref name="Novelty"/> is below the model's threshold: the audio is unlike the training set.</param>
public sealed record Prediction(double[] Probabilities, double? Novelty, bool IsNovel)
{
    /// <summary>Index of the most probable genre; the first of several equal ones.</summary>
    public int Top { get; } = Array.IndexOf(Probabilities, Probabilities.Max());
}
