using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>A box of the top level of a file.</summary>
/// <param name="Type">Four characters; empty for bytes at the end that are no box.</param>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Header">Bytes before the payload.</param>
/// <param name="End">Offset behind the last byte.</param>
internal sealed record TopBox(string Type, long Start, int Header, long End)
{
    /// <summary>What follows the header.</summary>
    public ByteRange Payload => new(Start + Header, End - Start - Header);
}

/// <summary>The top level of an MP4 or QuickTime file.</summary>
/// <param name="Boxes">The boxes in the order of the file.</param>
/// <param name="Length">Length of the file.</param>
internal sealed record Mp4Layout(IReadOnlyList<TopBox> Boxes, long Length)
{
    private const int BoxLimit = 1_000_000;
    private const int MemoryLimit = 256 << 20;
    private const int WideHeader = 16;

    /// <summary>The box that describes the tracks and holds the tags.</summary>
    public TopBox Movie { get; } = Boxes.Single(box => box.Type == "moov");

    /// <summary>Reads the headers of the top level.</summary>
    /// <exception cref="TagException">The file is damaged or has no <c>moov</c>.</exception>
    public static Mp4Layout Read(FileStream file)
    {
        var length = file.Length;
        var boxes = new List<TopBox>();
        for (long at = 0; at < length; at = boxes[^1].End)
        {
            if (boxes.Count == BoxLimit) throw Mp4Errors.Damaged("There are too many boxes.");
            boxes.Add(ReadHeader(file, at, length) ?? new TopBox("", at, 0, length));
        }
        if (!boxes.Exists(box => box.Type == "mdat" && box.Payload.Length > 0)) throw Mp4Errors.Damaged("It holds no audio.");
        return boxes.Count(box => box.Type == "moov") == 1
            ? new Mp4Layout(boxes, length)
            : throw Mp4Errors.Damaged("It has no description of its tracks (moov), or several.");
    }

    /// <summary>Reads a box into memory.</summary>
    /// <exception cref="TagException">The box is damaged or too large.</exception>
    public static Box Parse(FileStream file, TopBox box)
    {
        if (box.Payload.Length > MemoryLimit) throw Mp4Errors.Damaged($"The box {box.Type} is too large.");
        var payload = new byte[box.Payload.Length];
        file.Position = box.Payload.Start;
        file.ReadExactly(payload);
        return BoxParser.Parse(box.Type, payload, box.Header == WideHeader);
    }

    /// <summary>Whether a box of the top level is <c>free</c> or <c>skip</c> with nothing but zeros.</summary>
    public static bool IsPadding(FileStream file, TopBox box)
    {
        if (box.Type is not ("free" or "skip")) return false;
        var buffer = new byte[4096];
        file.Position = box.Payload.Start;
        for (var left = box.Payload.Length; left > 0;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            file.ReadExactly(part);
            if (part.ContainsAnyExcept((byte)0)) return false;
            left -= part.Length;
        }
        return true;
    }

    // Null if there is no box: some programs leave other bytes behind the last one. A box that is cut off is damage, if it is one that matters.
    private static TopBox? ReadHeader(FileStream file, long at, long length)
    {
        Span<byte> header = stackalloc byte[WideHeader];
        file.Position = at;
        var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < Box.Header) return null;

        var type = Encoding.Latin1.GetString(header[4..8]);
        long size = BinaryPrimitives.ReadUInt32BigEndian(header);
        var headerSize = Box.Header;
        if (size == 1)
        {
            headerSize = WideHeader;
            size = read < WideHeader ? long.MaxValue : BinaryPrimitives.ReadInt64BigEndian(header[8..]);
        }
        else if (size == 0 && type is ("mdat" or "moov"))
        {
            size = length - at;
        }
        if (size >= headerSize && size <= length - at) return new TopBox(type, at, headerSize, at + size);
        return type is "ftyp" or "moov" or "mdat" or "moof" ? throw Mp4Errors.Damaged($"The box {type} is cut off.") : null;
    }
}
