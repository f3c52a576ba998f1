using System.Buffers.Binary;
using System.Text;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tests.Tags.Id3;

/// <summary>Writes ID3 tags by hand.</summary>
internal static class Id3Bytes
{
    public static byte[] Frame(string id, ReadOnlySpan<byte> payload, int version = 4, ushort flags = 0)
    {
        var size = version == 4 ? Synchsafe(payload.Length) : Plain(payload.Length);
        if (version == 2) return [.. Encoding.Latin1.GetBytes(id), .. size[1..], .. payload];
        return [.. Encoding.Latin1.GetBytes(id), .. size, (byte)(flags >> 8), (byte)flags, .. payload];
    }

    public static byte[] Latin(string id, string text, int version = 4, ushort flags = 0) =>
        Frame(id, [0, .. Encoding.Latin1.GetBytes(text)], version, flags);

    public static byte[] UserText(string name, string text, int version = 4) =>
        Latin(version == 2 ? "TXX" : "TXXX", $"{name}\0{text}", version);

    public static byte[] Tag(int version, byte flags, params byte[][] body)
    {
        byte[] content = [.. body.SelectMany(part => part)];
        return [.. "ID3"u8, (byte)version, 0, flags, .. Synchsafe(content.Length), .. content];
    }

    /// <summary>A tag with a footer, as it may be behind the audio.</summary>
    public static byte[] WithFooter(params byte[][] body)
    {
        var tag = Tag(4, 0x10, body);
        return [.. tag, .. "3DI"u8, .. tag[3..10]];
    }

    public static byte[] V1(byte genre, string title = "Ein Lied")
    {
        var tag = new byte[128];
        Encoding.Latin1.GetBytes("TAG" + title, tag);
        tag[127] = genre;
        return tag;
    }

    public static byte[] V1Extension(string genre)
    {
        var tag = new byte[227];
        Encoding.Latin1.GetBytes("TAG+Ein langer Titel", tag);
        Encoding.Latin1.GetBytes(genre, tag.AsSpan(185));
        return tag;
    }

    public static byte[] Synchsafe(int value, int length = 4)
    {
        var bytes = new byte[length];
        Id3Number.WriteSynchsafe(bytes, (uint)value);
        return bytes;
    }

    public static byte[] Plain(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>Bytes without meaning, the same in each run.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
