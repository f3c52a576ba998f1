namespace GenreQueue.Analysis.Decoding;

/// <summary>Signatures of common binary formats that contain no audio.</summary>
internal static class OtherSignatures
{
    private static readonly (byte[] Magic, string Kind)[] Known =
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

    /// <returns>A noun phrase for the format, or null if no signature matches.</returns>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, kind) in Known)
        {
            if (head.StartsWith(magic)) return kind;
        }
        return head.StartsWith("RIFF"u8) && head.HasAt(8, "WEBP"u8) ? "a WebP image" : null;
    }
}
