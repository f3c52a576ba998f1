using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>Which genres an answer names, given the probability of each.</summary>
public static class LabelsRule
{
    /// <summary>Names the genres of <paramref name="probabilities"/> that <paramref name="mode"/> lets through, most probable first.</summary>
    /// <param name="probabilities">Probability of each genre, 0 to 1.</param>
    /// <param name="mode">The rule; the top genre passes every one of them.</param>
    /// <returns>One to three genres; ties are ordered by name.</returns>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> is empty.</exception>
    public static IReadOnlyList<string> Apply(IReadOnlyDictionary<string, double> probabilities, LabelsMode mode)
    {
        if (probabilities.Count == 0) throw new ArgumentException("There is no genre to choose from.", nameof(probabilities));
        var ranked = probabilities
            .OrderByDescending(p => p.Value)
            .ThenBy(p => p.Key, StringComparer.Ordinal)
            .ToList();
        var others = mode switch
        {
            LabelsMode.Single => [],
            LabelsMode.Multi => ranked.Skip(1).Where(p => p.Value >= 0.30).Take(1),
            LabelsMode.Classic => ranked.Skip(1).Where(p => p.Value > 0.15).Take(2),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown labels mode."),
        };
        return [ranked[0].Key, .. others.Select(p => p.Key)];
    }
}
