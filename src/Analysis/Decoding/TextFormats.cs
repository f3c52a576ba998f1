using System.Text;
using System.Text.Unicode;

namespace GenreQueue.Analysis.Decoding;

/// <summary>Recognises text, and the text formats that users mistake for audio files.</summary>
internal static class TextFormats
{
    private static readonly (string Start, string Kind)[] Known =
    [
        ("#EXTM3U", "a playlist"), ("[playlist]", "a playlist"), ("ffconcat", "a playlist"), ("<?wpl", "a playlist"), ("<asx", "a playlist"),
        ("<!doctype html", "a web page"), ("<html", "a web page"),
    ];

    /// <returns>A noun phrase for the format, or null if the content is not text.</returns>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        if (!IsText(head)) return null;
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        foreach (var (start, kind) in Known)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return kind;
        }
        return "text";
    }

    // Valid UTF-8, possibly truncated within the last character, and no control characters: every audio container has some in its header.
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return false;
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f')) return false;
        }
        for (var cut = 0; cut <= Math.Min(3, head.Length); cut++)
        {
            if (Utf8.IsValid(head[..^cut])) return true;
        }
        return false;
    }
}
