using System.Globalization;
using System.Net;
using System.Text;

namespace GenreQueue.Library.Report;

/// <summary>Makes text from files safe and legible in a page.</summary>
internal static class HtmlText
{
    private const int ZeroWidthJoiner = 0x200D;   // holds emoji together

    /// <summary>
    /// Escapes text. Characters that cannot be seen (control characters, line breaks, marks that reverse the direction of
    /// writing) appear as their number, so that a name cannot pass for another.
    /// </summary>
    public static string Escape(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune)) html.Append(CultureInfo.InvariantCulture, $"<i>U+{rune.Value:X4}</i>");
            else html.Append(WebUtility.HtmlEncode(rune.ToString()));
        }
        return html.ToString();
    }

    /// <summary>Text whose direction of writing does not affect what is beside it.</summary>
    public static string Isolated(string text) => $"<bdi>{Escape(text)}</bdi>";

    /// <summary>A path, whose parts stand from left to right in every language.</summary>
    public static string Path(string path) => $"<bdi dir=\"ltr\">{Escape(path)}</bdi>";

    private static bool IsHidden(Rune rune) => rune.Value != ZeroWidthJoiner
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
