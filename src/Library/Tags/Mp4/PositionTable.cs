using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>Offsets in the file that a box holds.</summary>
/// <param name="Entries">The bytes of the table.</param>
/// <param name="Width">Bytes of an offset, 4 or 8.</param>
/// <param name="Stride">Bytes from one offset to the next.</param>
/// <param name="Count">Number of offsets.</param>
internal readonly record struct PositionTable(Memory<byte> Entries, int Width, int Stride, int Count)
{
    private const int FullHeader = 4;
    private const int TrackAndFlags = 8;
    private const uint HasBaseOffset = 1;

    /// <summary>The tables of a box of the file's top level.</summary>
    /// <exception cref="TagException">A table is shorter than it says.</exception>
    public static IReadOnlyList<PositionTable> Of(Box top)
    {
        var tables = new List<PositionTable>();
        Collect(top, tables);
        return tables;
    }

    /// <summary>Replaces each offset.</summary>
    /// <param name="change">From the old offset to the new one.</param>
    /// <exception cref="TagException">A new offset does not fit.</exception>
    public void Replace(Func<long, long> change)
    {
        for (var i = 0; i < Count; i++)
        {
            var entry = Entries.Span.Slice(i * Stride, Width);
            var old = Width == 8 ? BinaryPrimitives.ReadInt64BigEndian(entry) : BinaryPrimitives.ReadUInt32BigEndian(entry);
            var changed = change(old);
            if (Width == 8) BinaryPrimitives.WriteInt64BigEndian(entry, changed);
            else if (changed is >= 0 and <= uint.MaxValue) BinaryPrimitives.WriteUInt32BigEndian(entry, (uint)changed);
            else throw Mp4Errors.Unsupported("its audio would move beyond 4 GB, which the file cannot express.");
        }
    }

    private static void Collect(Box box, List<PositionTable> tables)
    {
        foreach (var child in box.Children ?? [])
        {
            switch (box.Type, child.Type)
            {
                case ("stbl", "stco"): tables.Add(Counted(child.Payload, FullHeader, 4, 4)); break;
                case ("stbl", "co64"): tables.Add(Counted(child.Payload, FullHeader, 8, 8)); break;
                // In stbl the offsets of auxiliary information count from the start of the file, in traf from the fragment.
                case ("stbl", "saio"): tables.Add(AuxiliaryOffsets(child.Payload)); break;
                case ("traf", "tfhd"): AddBaseOffset(child.Payload, tables); break;
                case ("mfra", "tfra"): tables.Add(RandomAccess(child.Payload)); break;
                default: Collect(child, tables); break;
            }
        }
    }

    private static PositionTable Counted(Memory<byte> payload, int at, int width, int stride, int skip = 0)
    {
        if (payload.Length < at + 4) throw Short();
        var count = BinaryPrimitives.ReadUInt32BigEndian(payload.Span[at..]);
        var entries = payload[(at + 4)..];
        if ((long)count * stride > entries.Length) throw Short();
        return count == 0 ? default : new PositionTable(entries[skip..], width, stride, (int)count);
    }

    private static PositionTable AuxiliaryOffsets(Memory<byte> payload)
    {
        if (payload.Length < FullHeader) throw Short();
        var typed = (payload.Span[3] & 1) != 0 ? TrackAndFlags : 0;
        return payload.Span[0] == 0 ? Counted(payload, FullHeader + typed, 4, 4) : Counted(payload, FullHeader + typed, 8, 8);
    }

    private static void AddBaseOffset(Memory<byte> payload, List<PositionTable> tables)
    {
        if (payload.Length < TrackAndFlags) throw Short();
        if ((BinaryPrimitives.ReadUInt32BigEndian(payload.Span) & HasBaseOffset) == 0) return;
        if (payload.Length < TrackAndFlags + 8) throw Short();
        tables.Add(new PositionTable(payload.Slice(TrackAndFlags, 8), 8, 8, 1));
    }

    // Per entry: time and offset of the fragment, both of 4 or 8 bytes, then three numbers of 1 to 4 bytes each.
    private static PositionTable RandomAccess(Memory<byte> payload)
    {
        if (payload.Length < FullHeader + 12) throw Short();
        var width = payload.Span[0] == 0 ? 4 : 8;
        var lengths = payload.Span[FullHeader + 7];
        var numbers = (lengths & 3) + (lengths >> 2 & 3) + (lengths >> 4 & 3) + 3;
        return Counted(payload, FullHeader + 8, width, 2 * width + numbers, skip: width);
    }

    private static TagException Short() => Mp4Errors.Damaged("A table of positions is cut off.");
}
