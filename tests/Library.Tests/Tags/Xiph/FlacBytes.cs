using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tests.Tags.Xiph;

/// <summary>Builds FLAC files and Vorbis comments byte by byte.</summary>
internal static class FlacBytes
{
    /// <summary>The first block of every file.</summary>
    public static (int Type, byte[] Body) StreamInfo { get; } = (0, [.. Enumerable.Range(0, 34).Select(i => (byte)i)]);

    /// <summary>Something that begins like frames.</summary>
    public static byte[] Frames { get; } = [0xFF, 0xF8, .. Enumerable.Range(0, 3_000).Select(i => (byte)(i * 7))];

    public static (int Type, byte[] Body) Padding(int length) => (1, new byte[length]);

    public static (int Type, byte[] Body) Comments(string vendor, params string[] comments) => (4, CommentBytes(vendor, comments));

    public static byte[] CommentBytes(string vendor, params string[] comments)
    {
        static byte[] Number(int value)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            return bytes;
        }
        static byte[] Text(string text) => [.. Number(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];
        return [.. Text(vendor), .. Number(comments.Length), .. comments.SelectMany(Text)];
    }

    public static byte[] File(params (int Type, byte[] Body)[] blocks) =>
    [
        .. "fLaC"u8,
        .. blocks.SelectMany((block, i) => (byte[])
        [
            (byte)(block.Type | (i == blocks.Length - 1 ? 0x80 : 0)),
            (byte)(block.Body.Length >> 16), (byte)(block.Body.Length >> 8), (byte)block.Body.Length,
            .. block.Body,
        ]),
        .. Frames,
    ];
}
