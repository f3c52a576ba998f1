using System.Globalization;
using System.Text;

namespace GenreQueue.Library.Report;

/// <summary>Makes file names from genres.</summary>
internal static class PlaylistName
{
    public const string Extension = ".m3u8";

    // A file name may have 255 bytes, and the temporary name beside it is longer.
    private const int MaxBytes = 200;
    private const string Forbidden = "<>:\"/\\|?*";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>A name that every common file system accepts, without extension.</summary>
    public static string Of(string genre)
    {
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in genre.Trim().EnumerateRunes())
        {
            var safe = IsSafe(rune) ? rune : new Rune('_');
            bytes += safe.Utf8SequenceLength;
            if (bytes > MaxBytes) break;
            name.Append(safe);
        }
        // Windows drops dots and spaces at the end; a dot at the start hides the file elsewhere.
        var text = name.ToString().TrimEnd('.', ' ');
        if (text.StartsWith('.')) text = "_" + text[1..];
        return text.Length == 0 || Devices.Contains(text.Split('.')[0]) ? text + "_" : text;
    }

    private static bool IsSafe(Rune rune) => !(rune.IsAscii && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
