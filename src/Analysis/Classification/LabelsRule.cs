using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>Selects the genres to report from their probabilities.</summary>
public static class LabelsRule
{
    private const double MultiMinProbability = 0.30;
    private const double ClassicMinProbability = 0.15;

    /// <summary>Returns the genres of <paramref name="probabilities"/> that <paramref name="mode"/> selects, most probable first.</summary>
    /// <param name="probabilities">Probability of each genre, 0 to 1.</param>
    /// <param name="mode">The rule; every rule selects the top genre.</param>
    /// <returns>One to three genres; ties are ordered by name.</returns>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> is empty.</exception>
    public static IReadOnlyList<string> Apply(IReadOnlyDictionary<string, double> probabilities, LabelsMode mode)
    {
        if (probabilities.Count == 0) throw new ArgumentException("There are no genres to select from.", nameof(probabilities));
        var ranked = probabilities
            .OrderByDescending(p => p.Value)
            .ThenBy(p => p.Key, StringComparer.Ordinal)
            .ToList();
        var others = mode switch
        {
            LabelsMode.Single => [],
            LabelsMode.Multi => ranked.Skip(1).Where(p => p.Value >= MultiMinProbability).Take(1),
            LabelsMode.Classic => ranked.Skip(1).Where(p => p.Value > ClassicMinProbability).Take(2),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown labels mode."),
        };
        return [ranked[0].Key, .. others.Select(p => p.Key)];
    }
}
