using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Riff;

/// <summary>How a family of files is made of chunks.</summary>
/// <param name="Format">Short name of the format.</param>
/// <param name="Audio">Names of the chunks that hold audio.</param>
/// <param name="Id3">The name that players look for first, of the chunk that holds an ID3v2 tag.</param>
/// <param name="IsBigEndian">Order of the bytes of sizes.</param>
/// <param name="SizeLength">Number of bytes of sizes, 4 or 8.</param>
internal sealed record ChunkStyle(string Format, IReadOnlyList<string> Audio, string Id3, bool IsBigEndian, int SizeLength)
{
    /// <summary>Number of bytes of a name.</summary>
    public const int NameLength = 4;

    private static readonly ChunkStyle Wave = new("wav", ["data"], "id3 ", false, sizeof(uint));
    private static readonly ChunkStyle Aiff = new("aiff", ["SSND"], "ID3 ", true, sizeof(uint));
    private static readonly ChunkStyle Dsdiff = new("dff", ["DSD ", "DST "], "ID3 ", true, sizeof(ulong));

    /// <summary>Number of bytes of name and size.</summary>
    public int HeaderLength => NameLength + SizeLength;

    /// <summary>The style of a file; null if it is of another family.</summary>
    public static ChunkStyle? Of(FileStream file)
    {
        var start = new byte[16];
        file.Position = 0;
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length) return null;
        return (Encoding.Latin1.GetString(start, 0, NameLength), Encoding.Latin1.GetString(start, 8, NameLength)) switch
        {
            ("RIFF" or "RF64" or "BW64", "WAVE") => Wave,
            ("FORM", "AIFF" or "AIFC") => Aiff,
            ("FRM8", _) when start.AsSpan(12).SequenceEqual("DSD "u8) => Dsdiff,
            _ => null,
        };
    }

    /// <summary>Whether the bytes are a name: printable characters.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) => !name.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    /// <summary>Reads a size.</summary>
    public ulong ReadSize(ReadOnlySpan<byte> bytes) => (IsBigEndian, SizeLength) switch
    {
        (true, sizeof(ulong)) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        (true, _) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
    };

    /// <summary>The bytes of a size.</summary>
    /// <exception cref="TagException">It is too large for the format.</exception>
    public byte[] Size(long size)
    {
        var bytes = new byte[SizeLength];
        if (SizeLength == sizeof(ulong))
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, size);
            return bytes;
        }
        if (size > uint.MaxValue) throw new TagException(TagErrors.Unsupported, "The file would be larger than its format allows, 4 GB.");
        if (IsBigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)size);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)size);
        return bytes;
    }

    /// <summary>A whole chunk, with the byte that makes its length even.</summary>
    public byte[] Chunk(string name, byte[] content) =>
        [.. Encoding.Latin1.GetBytes(name), .. Size(content.Length), .. content, .. new byte[content.Length & 1]];
}
