namespace GenreQueue.Library.Tags;

/// <summary>The values of genre fields as a player shows them.</summary>
internal static class GenreValues
{
    /// <summary>Each value once, compared without case, in order; without those that are empty.</summary>
    public static IReadOnlyList<string> Distinct(IEnumerable<string> values) =>
        [.. values.Select(value => value.Trim()).Where(value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
}
