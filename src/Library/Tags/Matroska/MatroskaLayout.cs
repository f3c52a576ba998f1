namespace GenreQueue.Library.Tags.Matroska;

/// <summary>An element of a segment.</summary>
/// <param name="Id">What it is.</param>
/// <param name="Start">Offset of its first byte in the file.</param>
/// <param name="End">Offset behind its last byte.</param>
internal sealed record SegmentElement(uint Id, long Start, long End);

/// <summary>Where the parts of a Matroska file are.</summary>
/// <param name="DocType">What kind it is: <c>matroska</c> or <c>webm</c>.</param>
/// <param name="Segment">Header of the segment.</param>
/// <param name="SegmentStart">Offset of the segment's header.</param>
/// <param name="Elements">The children of the segment in the order of the file.</param>
/// <param name="SegmentEnd">Offset behind the segment.</param>
/// <param name="Length">Length of the file.</param>
internal sealed record MatroskaLayout(string DocType, Vint Segment, long SegmentStart, IReadOnlyList<SegmentElement> Elements, long SegmentEnd, long Length)
{
    private const int ElementLimit = 1_000_000;
    private const int MemoryLimit = 64 << 20;

    /// <summary>Where positions count from.</summary>
    public long Origin => SegmentStart + Segment.Header;

    /// <summary>Whether a file begins as Matroska does.</summary>
    public static bool IsEbml(FileStream file) => HeaderAt(file, 0) is { Id: MatroskaIds.Ebml };

    /// <summary>Reads the headers of the elements.</summary>
    /// <exception cref="TagException">The file is damaged or of another kind.</exception>
    public static MatroskaLayout Read(FileStream file)
    {
        var length = file.Length;
        var first = Known(file, 0, length);
        var docType = Load(file, new SegmentElement(MatroskaIds.Ebml, 0, first.Header + first.Size)).Children().Find(child => child.Id == MatroskaIds.DocType)?.Text;
        if (docType is not ("matroska" or "webm")) throw MatroskaErrors.Unsupported("it is of an unknown kind.");

        var start = first.Header + first.Size;
        while (Known(file, start, length, mayBeUnknown: true) is { Id: not MatroskaIds.Segment } other)
        {
            if (other.Size < 0) throw MatroskaErrors.Damaged("It has no content.");
            start += other.Header + other.Size;
        }
        var segment = HeaderAt(file, start)!.Value;
        var origin = start + segment.Header;
        var end = segment.Size < 0 ? length : origin + segment.Size;

        var elements = new List<SegmentElement>();
        for (var at = origin; at < end; at = elements[^1].End)
        {
            if (elements.Count == ElementLimit) throw MatroskaErrors.Damaged("It has too many elements.");
            var header = Known(file, at, end, mayBeUnknown: true);
            var elementEnd = header.Size < 0 ? EndOfCluster(file, header, at + header.Header, end) : at + header.Header + header.Size;
            elements.Add(new SegmentElement(header.Id, at, elementEnd));
        }
        if (!elements.Exists(element => element.Id == MatroskaIds.Cluster)) throw MatroskaErrors.Damaged("It holds no audio.");
        return new MatroskaLayout(docType, segment, start, elements, end, length);
    }

    /// <summary>Reads an element into memory.</summary>
    /// <exception cref="TagException">The element is too large.</exception>
    public static Element Load(FileStream file, SegmentElement element)
    {
        if (element.End - element.Start > MemoryLimit) throw MatroskaErrors.Damaged("Its tags are too large.");
        var bytes = new byte[element.End - element.Start];
        file.Position = element.Start;
        file.ReadExactly(bytes);
        return new Element(element.Id, bytes, Vint.Read(bytes)!.Value.Header);
    }

    private static long EndOfCluster(FileStream file, Vint cluster, long at, long end)
    {
        if (cluster.Id != MatroskaIds.Cluster) throw MatroskaErrors.Damaged("The length of an element is not known.");
        for (var count = 0; at < end; count++)
        {
            if (count == ElementLimit) throw MatroskaErrors.Damaged("It has too many elements.");
            var header = Known(file, at, end, mayBeUnknown: true);
            if (MatroskaIds.Level1.Contains(header.Id)) return at;
            if (header.Size < 0) throw MatroskaErrors.Damaged("The length of an element is not known.");
            at += header.Header + header.Size;
        }
        return end;
    }

    private static Vint Known(FileStream file, long at, long end, bool mayBeUnknown = false)
    {
        if (HeaderAt(file, at) is not { } header || header.Header > end - at || header.Size > end - at - header.Header) throw MatroskaErrors.Damaged("It is cut off.");
        return header.Size >= 0 || mayBeUnknown ? header : throw MatroskaErrors.Damaged("The length of an element is not known.");
    }

    private static Vint? HeaderAt(FileStream file, long at)
    {
        Span<byte> bytes = stackalloc byte[Vint.LongestHeader];
        file.Position = at;
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Vint.Read(bytes[..read]);
    }
}
