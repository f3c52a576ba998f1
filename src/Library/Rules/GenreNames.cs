using System.Buffers;

namespace GenreQueue.Library.Rules;

/// <summary>Names of genres. They are compared without case.</summary>
public static class GenreNames
{
    /// <summary>Longest name that is accepted, in characters.</summary>
    public const int MaxLength = 100;

    // Stands for such bytes.
    private const char NotUtf8 = '\uFFFD';

    private static readonly SearchValues<char> Separators = SearchValues.Create(";/,");

    /// <summary>Compares two names.</summary>
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Explains why a name cannot be written into tags; null if it can.</summary>
    /// <returns>A sentence that names the problem, not the name.</returns>
    public static string? Fault(string name)
    {
        if (name.Length == 0) return "A genre has no name.";
        if (name.Length > MaxLength) return $"A genre has more than {MaxLength} characters.";
        if (name.AsSpan().ContainsAny(Separators)) return "A genre contains ';', '/' or ',', at which players split it.";
        if (name.Any(char.IsControl)) return "A genre contains a control character.";
        if (name.Contains(NotUtf8)) return "A genre contains bytes that are no text in UTF-8. Save the file in UTF-8.";
        return char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]) ? "A genre begins or ends with a space." : null;
    }

    /// <summary>Whether two lists have the same names in the same order.</summary>
    public static bool AreEqual(IEnumerable<string> some, IEnumerable<string> others) => some.SequenceEqual(others, Comparer);

    /// <summary>Each name once, in the order of its first place.</summary>
    public static IReadOnlyList<string> Distinct(IEnumerable<string> names) => [.. names.Distinct(Comparer)];
}
