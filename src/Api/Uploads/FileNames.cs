using System.Text;
using GenreQueue.Hosting.Logging;

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
            // A lone surrogate has become U+FFFD.
            if (!ClientText.IsInvisible(rune)) clean.Append(rune.ToString());
        }
        var text = clean.ToString().Trim();
        return text.Length == 0 ? "unnamed" : text;
    }
}
