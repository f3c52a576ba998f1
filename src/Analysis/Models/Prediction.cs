using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Models;

/// <summary>What a model says of one window.</summary>
/// <param name="Probabilities">Probability of each genre, in the order of <see cref="ModelCard.Genres"/>; they sum to 1.</param>
/// <param name="Outcome">How far it can be trusted.</param>
/// <param name="Novelty">Decision of the one-class machine, above 0 for what is like its training set; null when it was not asked.</param>
public sealed record Prediction(double[] Probabilities, Outcome Outcome, double? Novelty)
{
    /// <summary>Index of the most probable genre; the first of equals.</summary>
    public int Top { get; } = Array.IndexOf(Probabilities, Probabilities.Max());
}
