using System.Globalization;
using System.Text;

namespace GenreQueue.Api.Uploads;

/// <summary>Sanitises file names of clients for display and logs. No file is ever stored under such a name.</summary>
internal static class FileNames
{
    private const int MaxLength = 255;

    /// <summary>The last segment of a path without control and format characters, at most 255 characters long.</summary>
    public static string Clean(string? name)
    {
        if (name is null) return "unnamed";
        var clean = new StringBuilder();
        foreach (var rune in name[(name.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxLength) break;
            // The format characters include the bidirectional overrides, which display "gpj.exe" as "exe.jpg". A lone surrogate has become U+FFFD.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) continue;
            clean.Append(rune.ToString());
        }
        var text = clean.ToString().Trim();
        return text.Length == 0 ? "unnamed" : text;
    }
}
