using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>Takes a box apart as far as genre and positions need it; all else stays a leaf.</summary>
internal sealed class BoxParser
{
    private const int BoxLimit = 100_000;

    private static readonly Dictionary<string, string[]> Lists = new()
    {
        ["moov"] = ["trak", "udta", "meta"],
        ["trak"] = ["mdia"],
        ["mdia"] = ["minf"],
        ["minf"] = ["stbl", "dinf"],
        ["stbl"] = [],
        ["dinf"] = [],
        ["udta"] = ["meta"],
        ["meta"] = ["ilst"],
        ["ilst"] = [],
        ["moof"] = ["traf"],
        ["traf"] = [],
        ["mfra"] = [],
    };

    private int _boxes;

    private BoxParser()
    {
    }

    /// <summary>Parses the content of a box of the file's top level.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="payload">What follows its header.</param>
    /// <param name="wide">Whether its size has 64 bits.</param>
    /// <exception cref="TagException">The boxes do not fit into each other.</exception>
    public static Box Parse(string type, Memory<byte> payload, bool wide) => new BoxParser().List(type, payload, wide);

    /// <summary>Splits bytes into boxes without looking into them.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The boxes, and what is left at the end.</returns>
    /// <exception cref="TagException">A box is longer than what is there.</exception>
    public static (List<Box> Boxes, Memory<byte> Tail) Split(Memory<byte> bytes) => new BoxParser().Split(bytes, []);

    private Box List(string type, Memory<byte> payload, bool wide)
    {
        // In ISO files meta has version and flags, which are zero; in QuickTime files it begins with the size of its first box.
        var head = type == "meta" && payload.Length >= 4 && BinaryPrimitives.ReadUInt32BigEndian(payload.Span) == 0 ? 4 : 0;
        var (children, tail) = Split(payload[head..], Lists[type]);
        return new Box(type, payload[..head], children, tail, wide);
    }

    private (List<Box> Boxes, Memory<byte> Tail) Split(Memory<byte> bytes, string[] lists)
    {
        var boxes = new List<Box>();
        while (bytes.Length >= Box.Header)
        {
            var (size, header) = Sizes(bytes.Span);
            // QuickTime may end a list with a zero.
            if (size == 0 && !bytes.Span.ContainsAnyExcept((byte)0)) break;
            if (size < header || size > bytes.Length) throw Mp4Errors.Damaged("A box is longer than the one that holds it.");
            if (++_boxes > BoxLimit) throw Mp4Errors.Damaged("There are too many boxes.");

            var type = Encoding.Latin1.GetString(bytes.Span[4..8]);
            var payload = bytes[header..(int)size];
            boxes.Add(lists.Contains(type) ? List(type, payload, header > Box.Header) : new Box(type, payload, header > Box.Header));
            bytes = bytes[(int)size..];
        }
        return (boxes, bytes);
    }

    private static (long Size, int Header) Sizes(ReadOnlySpan<byte> bytes)
    {
        var size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (size != 1) return (size, Box.Header);
        return bytes.Length < 16 ? (long.MaxValue, 16) : (BinaryPrimitives.ReadInt64BigEndian(bytes[8..]), 16);
    }
}
