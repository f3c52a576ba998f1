using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace GenreQueue.Cli.Output;

/// <summary>Text from files and their names, made harmless for a terminal.</summary>
internal static class SafeText
{
    private const char Ellipsis = '…';

    /// <summary>
    /// Replaces what moves the cursor, reorders or hides text, since a file name may contain line breaks, escape sequences and marks
    /// that turn the direction of writing.
    /// </summary>
    public static string Of(string text) => text.EnumerateRunes().All(IsHarmless) ? text : string.Concat(text.EnumerateRunes().Select(rune => IsHarmless(rune) ? rune : Rune.ReplacementChar));

    /// <summary>Width in columns of a terminal.</summary>
    public static int Width(string text) => new Segment(text).CellCount();

    /// <summary>Shortens a text from the right to <paramref name="width"/> columns and fills it up with spaces.</summary>
    public static string Column(string text, int width)
    {
        if (Width(text) > width)
        {
            while (Width(text) > width - 1) text = text[..^LastLength(text)];
            text += Ellipsis;
        }
        return text + new string(' ', Math.Max(0, width - Width(text)));
    }

    /// <summary>Shortens a path from the left to <paramref name="width"/> columns, because its end tells most.</summary>
    public static string Tail(string text, int width)
    {
        if (Width(text) <= width) return text;
        while (text.Length > 0 && Width(text) > width - 1) text = text[FirstLength(text)..];
        return Ellipsis + text;
    }

    private static int LastLength(string text) => text.Length > 1 && char.IsSurrogatePair(text[^2], text[^1]) ? 2 : 1;

    private static int FirstLength(string text) => text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;

    // Joiners hold letters and pictures together in ordinary names; every other invisible mark can mislead.
    private static bool IsHarmless(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
