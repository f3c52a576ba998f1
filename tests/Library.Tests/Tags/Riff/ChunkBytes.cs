using System.Buffers.Binary;
using System.Text;
using GenreQueue.Library.Tests.Tags.Id3;

namespace GenreQueue.Library.Tests.Tags.Riff;

/// <summary>Writes files of chunks by hand.</summary>
internal static class ChunkBytes
{
    public static readonly byte[] Format = Chunk("fmt ", [1, 0, 1, 0, 0x44, 0xAC, 0, 0, 0x88, 0x58, 1, 0, 2, 0, 16, 0]);
    public static readonly byte[] Data = Chunk("data", Id3Bytes.Noise(2_000));
    public static readonly byte[] Common = BigChunk("COMM", [0, 1, 0, 0, 3, 0xE8, 0, 16, 0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0]);
    public static readonly byte[] Sound = BigChunk("SSND", [.. new byte[8], .. Id3Bytes.Noise(2_000)]);

    public static byte[] Wav(params byte[][] chunks)
    {
        byte[] content = [.. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. Little((uint)content.Length), .. content];
    }

    public static byte[] Aiff(params byte[][] chunks) => BigChunk("FORM", [.. "AIFF"u8, .. chunks.SelectMany(chunk => chunk)]);

    public static byte[] Dsdiff(params byte[][] chunks) => HugeChunk("FRM8", [.. "DSD "u8, .. chunks.SelectMany(chunk => chunk)]);

    /// <summary>A file for more than 4 GB, though this one is small.</summary>
    public static byte[] Wav64(byte[] audio, params byte[][] chunks)
    {
        byte[] rest = [.. chunks.SelectMany(chunk => chunk)];
        var length = 4 + 36 + Format.Length + 8 + audio.Length + rest.Length;
        byte[] sizes = [.. Long(length), .. Long(audio.Length), .. Long(audio.Length / 2), 0, 0, 0, 0];
        return [.. "RF64"u8, .. Little(uint.MaxValue), .. "WAVE"u8, .. Chunk("ds64", sizes), .. Format, .. "data"u8, .. Little(uint.MaxValue), .. audio, .. rest];
    }

    public static byte[] Info(params byte[][] texts) => Chunk("LIST", [.. "INFO"u8, .. texts.SelectMany(text => text)]);

    public static byte[] Text(string name, string text) => Chunk(name, [.. Encoding.Latin1.GetBytes(text), 0]);

    public static byte[] Chunk(string name, ReadOnlySpan<byte> content) =>
        [.. Encoding.Latin1.GetBytes(name), .. Little((uint)content.Length), .. content, .. new byte[content.Length & 1]];

    public static byte[] BigChunk(string name, ReadOnlySpan<byte> content) =>
        [.. Encoding.Latin1.GetBytes(name), .. Id3Bytes.Plain(content.Length), .. content, .. new byte[content.Length & 1]];

    public static byte[] HugeChunk(string name, ReadOnlySpan<byte> content) =>
        [.. Encoding.Latin1.GetBytes(name), 0, 0, 0, 0, .. Id3Bytes.Plain(content.Length), .. content, .. new byte[content.Length & 1]];

    public static byte[] Little(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
