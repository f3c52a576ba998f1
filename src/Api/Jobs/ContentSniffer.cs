using System.Text.Unicode;
using System.Text;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Api.Jobs;

/// <summary>Tells what is certainly no audio from the first bytes of a file. What it does not know is left to the decoders.</summary>
internal static class ContentSniffer
{
    /// <summary>How many bytes it wants to see; a shorter file is shown whole.</summary>
    public const int HeadBytes = 1_024;

    private static readonly (byte[] Magic, string Kind)[] Others =
    [
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ("PK\u0003\u0004"u8.ToArray(), "a ZIP archive or an office document"),
        ("PK\u0005\u0006"u8.ToArray(), "a ZIP archive"),
        ([0x1F, 0x8B, 0x08], "a gzip archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
        ("Rar!\u001A\u0007"u8.ToArray(), "a RAR archive"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00], "an xz archive"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("GIF8"u8.ToArray(), "a GIF image"),
        ([(byte)'I', (byte)'I', 0x2A, 0x00], "a TIFF image"),
        ([(byte)'M', (byte)'M', 0x00, 0x2A], "a TIFF image"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ("SQLite format 3\0"u8.ToArray(), "a database"),
    ];

    private static readonly (string Start, string Kind)[] Texts =
    [
        ("#EXTM3U", "a playlist"), ("[playlist]", "a playlist"), ("ffconcat", "a playlist"), ("<?wpl", "a playlist"), ("<asx", "a playlist"),
        ("<!doctype html", "a web page"), ("<html", "a web page"),
    ];

    /// <returns>What it is, with its article, when it is certainly no audio; else null.</returns>
    public static string? NotAudio(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, kind) in Others)
        {
            if (head.StartsWith(magic)) return kind;
        }
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8)) return "a WebP image";
        if (!IsText(head)) return null;
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        foreach (var (start, kind) in Texts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return kind;
        }
        return "text";
    }

    /// <summary>Valid UTF-8 (perhaps cut off at the end) without control characters: no audio container begins like that for long.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
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
