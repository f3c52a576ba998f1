using System.Globalization;
using System.Text;

namespace GenreQueue.Library.Report;

/// <summary>Decides whether two names stand for the same genre, or one for a kind of the other.</summary>
public static class GenreAgreement
{
    private const int MaxWords = 12;

    // Spelled as by Joined.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["rap"] = "hiphop",
        ["rnb"] = "randb",
        ["rhythmandblues"] = "randb",
        ["electronica"] = "electronic",
        ["dnb"] = "drumandbass",
        ["rocknroll"] = "rockandroll",
        ["classic"] = "classical",
    };

    /// <summary>
    /// True if the names are equal apart from case, spaces and punctuation, if they are common names of one genre
    /// (<c>Rap</c>, <c>Hip-Hop</c>), or if the words of one contain the other (<c>Progressive Rock</c>, <c>rock</c>).
    /// </summary>
    public static bool Agree(string one, string other)
    {
        var (words, otherWords) = (Words(one), Words(other));
        return Contains(words, Joined(otherWords)) || Contains(otherWords, Joined(words));
    }

    private static bool Contains(List<string> words, string name)
    {
        for (var from = 0; from < words.Count; from++)
        {
            for (var to = from + 1; to <= words.Count; to++)
            {
                if (Joined(words[from..to]) == name) return true;
            }
        }
        return false;
    }

    private static string Joined(List<string> words)
    {
        var name = string.Concat(words);
        return Aliases.GetValueOrDefault(name, name);
    }

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in name.Replace("&", " and ", StringComparison.Ordinal).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) word.Append(Rune.ToLowerInvariant(rune));
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) End();
        }
        End();
        return words;

        void End()
        {
            if (word.Length > 0 && words.Count < MaxWords) words.Add(word.ToString());
            word.Clear();
        }
    }
}
