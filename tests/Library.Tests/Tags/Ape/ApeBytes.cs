using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tests.Tags.Ape;

/// <summary>Builds APE tags and what can be around them, byte by byte.</summary>
internal static class ApeBytes
{
    /// <summary>Something that begins like WavPack.</summary>
    public static byte[] Audio { get; } = [.. "wvpk"u8, .. Enumerable.Range(0, 5_000).Select(i => (byte)(i * 7))];

    public static byte[] Item(string key, byte[] value, uint flags = 0)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, value.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix.AsSpan(4), flags);
        return [.. prefix, .. Encoding.Latin1.GetBytes(key), 0, .. value];
    }

    public static byte[] Text(string key, string value, uint flags = 0) => Item(key, Encoding.UTF8.GetBytes(value), flags);

    /// <summary>A tag of these items.</summary>
    public static byte[] Tag(uint version, bool header, bool headerFlag, params byte[][] items)
    {
        byte[] Block(uint flags)
        {
            var block = new byte[32];
            "APETAGEX"u8.CopyTo(block);
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(8), version);
            BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(12), items.Sum(item => item.Length) + 32);
            BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(16), items.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(20), flags);
            return block;
        }
        var flag = headerFlag ? 1u << 31 : 0;
        return [.. header ? Block(flag | (1u << 29)) : [], .. items.SelectMany(item => item), .. Block(flag)];
    }

    public static byte[] Tag(params byte[][] items) => Tag(2000, true, true, items);

    public static byte[] Id3v1(byte genre = 12)
    {
        byte[] tag = [.. "TAGTitle"u8, .. new byte[120]];
        tag[127] = genre;
        return tag;
    }

    public static byte[] Lyrics3v2 { get; } = [.. "LYRICSBEGININD0000200LYR00005Hello000034LYRICS200"u8];

    public static byte[] Lyrics3v1 { get; } = [.. "LYRICSBEGIN[00:01]HelloLYRICSEND"u8];
}
