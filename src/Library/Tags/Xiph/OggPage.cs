using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Xiph;

/// <summary>A page of an Ogg file: where it is and what its header says.</summary>
/// <param name="Start">Offset of the header.</param>
/// <param name="HeaderLength">Number of bytes of the header with its segment table.</param>
/// <param name="BodyLength">Number of bytes of the content.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Serial">The stream that it belongs to.</param>
/// <param name="Sequence">Its number in the stream.</param>
/// <param name="Granule">The time at the end of its last whole packet; −1 if no packet ends on it.</param>
internal readonly record struct OggPage(long Start, short HeaderLength, int BodyLength, byte Flags, uint Serial, uint Sequence, long Granule)
{
    /// <summary>The first packet began on an earlier page.</summary>
    public const byte Continued = 1;

    /// <summary>The first page of a stream.</summary>
    public const byte First = 2;

    /// <summary>The last page of a stream.</summary>
    public const byte Last = 4;

    /// <summary>Number of segments of a page at most, each of up to 255 bytes.</summary>
    public const int MostSegments = 255;

    /// <summary>Number of bytes of a page at most.</summary>
    public const int MostBytes = FixedLength + MostSegments + MostSegments * MostSegments;

    private const int FixedLength = 27;
    private const int ChecksumAt = 22;

    /// <summary>Where the content is.</summary>
    public ByteRange Body => new(Start + HeaderLength, BodyLength);

    /// <summary>Offset behind the page.</summary>
    public long End => Start + HeaderLength + BodyLength;

    /// <summary>Number of segments of the page.</summary>
    public int SegmentCount => HeaderLength - FixedLength;

    /// <summary>Whether the page has one of the flags.</summary>
    public bool Has(byte flag) => (Flags & flag) != 0;

    /// <summary>Reads the header of a page.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="start">Offset of the page.</param>
    /// <param name="buffer">At least the longest header; holds the header afterwards.</param>
    /// <returns>Null if there is no whole page.</returns>
    public static OggPage? Read(FileStream file, long start, Span<byte> buffer)
    {
        if (start + FixedLength > file.Length) return null;
        file.Position = start;
        file.ReadExactly(buffer[..FixedLength]);
        if (!buffer.StartsWith("OggS\0"u8)) return null;
        var segments = buffer.Slice(FixedLength, buffer[FixedLength - 1]);
        if (start + FixedLength + segments.Length > file.Length) return null;
        file.ReadExactly(segments);
        var body = 0;
        foreach (var length in segments) body += length;
        var page = new OggPage(
            start,
            (short)(FixedLength + segments.Length),
            body,
            buffer[5],
            BinaryPrimitives.ReadUInt32LittleEndian(buffer[14..]),
            BinaryPrimitives.ReadUInt32LittleEndian(buffer[18..]),
            BinaryPrimitives.ReadInt64LittleEndian(buffer[6..]));
        return page.End <= file.Length ? page : null;
    }

    /// <summary>The bytes of the whole page.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="at">Where the page is now.</param>
    /// <exception cref="TagException">The checksum of the page is wrong.</exception>
    public byte[] Bytes(FileStream file, long at)
    {
        var bytes = file.ReadAt(at, HeaderLength + BodyLength);
        var checksum = Checksum(bytes);
        SetChecksum(bytes);
        return Checksum(bytes) == checksum ? bytes : throw new TagException(TagErrors.Unreadable, "The checksum of an Ogg page is wrong.");
    }

    /// <summary>The segment table of a page.</summary>
    public static ReadOnlySpan<byte> Segments(ReadOnlySpan<byte> page) => page.Slice(FixedLength, page[FixedLength - 1]);

    /// <summary>Gives a page another number.</summary>
    public static void SetSequence(Span<byte> page, uint sequence)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(page[18..], sequence);
        SetChecksum(page);
    }

    /// <summary>Builds a page.</summary>
    public static byte[] Build(byte flags, long granule, uint serial, uint sequence, ReadOnlySpan<byte> segments, ReadOnlySpan<byte> body)
    {
        var page = new byte[FixedLength + segments.Length + body.Length];
        "OggS"u8.CopyTo(page);
        page[5] = flags;
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), granule);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(14), serial);
        page[FixedLength - 1] = (byte)segments.Length;
        segments.CopyTo(page.AsSpan(FixedLength));
        body.CopyTo(page.AsSpan(FixedLength + segments.Length));
        SetSequence(page, sequence);
        return page;
    }

    private static uint Checksum(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[ChecksumAt..]);

    private static void SetChecksum(Span<byte> page)
    {
        page.Slice(ChecksumAt, sizeof(uint)).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(page[ChecksumAt..], OggChecksum.Of(page));
    }
}
