using System.Globalization;
using System.Text;

namespace GenreQueue.Hosting.Logging;

/// <summary>Quotes text that a client sent, so that neither answers nor log lines grow with it.</summary>
public static class ClientText
{
    private const int QuotedLength = 64;

    /// <summary>The text for a message: control and format characters are escaped, and long text is cut after <paramref name="maxLength"/> characters.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">Maximum length of the result without the ellipsis, in characters.</param>
    public static string Quote(string text, int maxLength = QuotedLength)
    {
        if (text.Length <= maxLength && !text.EnumerateRunes().Any(IsInvisible)) return text;
        var quoted = new StringBuilder(maxLength);
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = IsInvisible(rune) ? $"\\u{rune.Value:x4}" : rune.ToString();
            if (quoted.Length + shown.Length > maxLength) return quoted.Append('…').ToString();
            quoted.Append(shown);
        }
        return quoted.ToString();
    }

    /// <summary>Whether a character is not visible, or changes how its neighbours are displayed: the bidirectional overrides show "gpj.exe" as "exe.jpg".</summary>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
