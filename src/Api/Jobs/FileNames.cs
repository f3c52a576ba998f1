using System.Globalization;
using System.Text;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Api.Jobs;

/// <summary>Makes a sender's file name fit for display and logs. No file is ever stored under it.</summary>
internal static class FileNames
{
    private const int MaxLength = 255;

    /// <summary>The last part of a path, without control and direction-changing characters, at most 255 of them.</summary>
    public static string Clean(string? name)
    {
        if (name is null) return "unnamed";
        var clean = new StringBuilder();
        foreach (var rune in name[(name.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxLength) break;
            // Format characters hold the bidirectional overrides that make "gpj.exe" read as "exe.jpg"; a lone surrogate has become U+FFFD.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) continue;
            clean.Append(rune.ToString());
        }
        var text = clean.ToString().Trim();
        return text.Length == 0 ? "unnamed" : text;
    }
}
