using System.Text;

namespace GenreQueue.Library.Tags.Id3;

/// <summary>The text of ID3v2 frames: one byte that names the encoding, then values that end with NUL.</summary>
internal static class Id3Text
{
    /// <summary>The last of the encodings: UTF-8.</summary>
    public const byte Utf8 = 3;

    private const byte Latin1 = 0;
    private const byte Utf16 = 1;
    private const byte Utf16BigEndian = 2;
    private const char ByteOrderMark = '\uFEFF';
    private static readonly Encoding StrictLatin1 =
        Encoding.GetEncoding(Encoding.Latin1.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    /// <summary>The values of a text frame; empty ones at the end are left out.</summary>
    /// <exception cref="TagException">The encoding is unknown.</exception>
    public static IReadOnlyList<string> Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty) return [];
        var text = payload[1..];
        return payload[0] switch
        {
            Latin1 => Split(Encoding.Latin1.GetString(text)),
            Utf8 => Split(Encoding.UTF8.GetString(text)),
            Utf16 => SplitMarked(text),
            Utf16BigEndian => Split(Encoding.BigEndianUnicode.GetString(text)),
            _ => throw new TagException(TagErrors.Unreadable, "A text in the ID3 tag has an unknown encoding."),
        };
    }

    /// <summary>The payload of a text frame, in UTF-8 for ID3v2.4, else in Latin-1 or, where that does not suffice, in UTF-16.</summary>
    /// <param name="values">The values.</param>
    /// <param name="version">Version of the tag, 2 to 4.</param>
    public static byte[] Encode(IReadOnlyList<string> values, int version)
    {
        if (version == 4) return [Utf8, .. Encoding.UTF8.GetBytes(string.Join('\0', values))];
        try
        {
            return [Latin1, .. StrictLatin1.GetBytes(string.Join('\0', values))];
        }
        catch (EncoderFallbackException)
        {
            return [Utf16, .. Encoding.Unicode.GetBytes(string.Join('\0', values.Select(value => ByteOrderMark + value)))];
        }
    }

    private static string[] Split(string text) => text.TrimEnd('\0').Split('\0').Select(value => value.TrimStart(ByteOrderMark)).ToArray();

    /// <summary>Splits UTF-16 whose values each begin with a byte order mark; one without has the order of the one before.</summary>
    private static string[] SplitMarked(ReadOnlySpan<byte> text)
    {
        var swapped = text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        var values = Split(swapped ? Encoding.BigEndianUnicode.GetString(text) : Encoding.Unicode.GetString(text));
        for (var i = 1; i < values.Length; i++)
        {
            // A mark of the other order reads as U+FFFE.
            if (values[i].StartsWith('\uFFFE')) values[i] = string.Concat(values[i][1..].Select(Swap));
        }
        return values;
    }

    private static char Swap(char character) => (char)((character << 8) | (character >> 8));
}
