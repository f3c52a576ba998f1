using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Ape;

/// <summary>An APE tag of version 1 or 2 in a file. Its items can be changed; everything else is kept as it was.</summary>
internal sealed class ApeTag
{
    /// <summary>Number of bytes of a header or footer.</summary>
    public const int BlockLength = 32;

    private const int MostBytes = 1 << 26;
    private const int MostItems = 1 << 16;
    private const uint Version1 = 1000;
    private const uint HasHeader = 1u << 31;
    private const uint HasNoFooter = 1u << 30;
    private const uint IsHeader = 1u << 29;

    private readonly byte[] _header;
    private readonly byte[] _footer;
    private readonly ReadOnlyMemory<byte> _rest;

    private ApeTag(long start, byte[] header, byte[] footer, ReadOnlyMemory<byte> items)
    {
        _header = header;
        _footer = footer;
        Range = new ByteRange(start, header.Length + items.Length + footer.Length);
        if (Count(footer) > MostItems) throw new TagException(TagErrors.Unreadable, "The number of items in the APE tag is damaged.");
        for (var left = Count(footer); left > 0; left--)
        {
            var item = ApeItem.Parse(items);
            Items.Add(item);
            items = items[item.Length..];
        }
        _rest = items;
    }

    /// <summary>Where the tag was when it was read.</summary>
    public ByteRange Range { get; }

    /// <summary>The items in their order.</summary>
    public List<ApeItem> Items { get; } = [];

    /// <summary>Whether the version is 1, which knows neither lists nor flags.</summary>
    public bool IsVersion1 => BinaryPrimitives.ReadUInt32LittleEndian(_footer.AsSpan(8)) == Version1;

    /// <summary><c>apev1</c> or <c>apev2</c>.</summary>
    public string Container => IsVersion1 ? "apev1" : "apev2";

    /// <summary>What follows the last item inside the tag; empty in a proper one.</summary>
    public ReadOnlySpan<byte> Rest => _rest.Span;

    /// <summary>An empty tag of version 2, which is in no file yet.</summary>
    public static ApeTag Create()
    {
        static byte[] Block(uint flags)
        {
            var block = new byte[BlockLength];
            "APETAGEX"u8.CopyTo(block);
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(8), 2 * Version1);
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(20), flags);
            return block;
        }
        return new ApeTag(0, Block(HasHeader | IsHeader), Block(HasHeader), default);
    }

    /// <summary>The tag whose footer ends at <paramref name="end"/>, or null.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="lowest">Where the tag may begin at the earliest.</param>
    /// <param name="end">Offset behind the footer.</param>
    /// <exception cref="TagException">The tag is damaged.</exception>
    public static ApeTag? EndingAt(FileStream file, long lowest, long end)
    {
        if (Block(file, lowest, end - BlockLength, end) is not { } footer || (Flags(footer) & IsHeader) != 0) return null;
        var start = end - Size(footer);
        if (Size(footer) < BlockLength || start < lowest) throw Damaged();
        // Some writers set the flag of the header without writing one, others write one without the flag.
        var header = Block(file, lowest, start - BlockLength, end) is { } block && (Flags(block) & IsHeader) != 0 ? block : [];
        return new ApeTag(start - header.Length, header, footer, Bytes(file, start, end - BlockLength));
    }

    /// <summary>The tag whose header is at <paramref name="start"/>, or null.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="start">Offset of the header.</param>
    /// <param name="highest">Where the tag may end at the latest.</param>
    /// <exception cref="TagException">The tag is damaged or has no footer.</exception>
    public static ApeTag? StartingAt(FileStream file, long start, long highest)
    {
        if (Block(file, start, start, highest) is not { } header || (Flags(header) & IsHeader) == 0) return null;
        if ((Flags(header) & HasNoFooter) != 0) throw new TagException(TagErrors.Unsupported, "APE tags without a footer are not supported.");
        if (Size(header) < BlockLength || Block(file, start, start + Size(header), highest) is not { } footer || Size(footer) != Size(header)) throw Damaged();
        return new ApeTag(start, header, footer, Bytes(file, start + BlockLength, start + Size(header)));
    }

    /// <summary>The whole tag with its present items.</summary>
    public byte[] ToBytes()
    {
        var size = Items.Sum(item => item.Length) + _rest.Length + _footer.Length;
        var bytes = new byte[_header.Length + size];
        _header.CopyTo(bytes, 0);
        _footer.CopyTo(bytes, bytes.Length - BlockLength);
        var at = _header.Length;
        foreach (var item in Items) at += item.WriteTo(bytes.AsSpan(at));
        _rest.CopyTo(bytes.AsMemory(at));
        if (_header.Length > 0) SetSize(bytes, size);
        SetSize(bytes.AsSpan(bytes.Length - BlockLength), size);
        return bytes;
    }

    private void SetSize(Span<byte> block, int size)
    {
        BinaryPrimitives.WriteInt32LittleEndian(block[12..], size);
        BinaryPrimitives.WriteInt32LittleEndian(block[16..], Items.Count);
    }

    private static byte[]? Block(FileStream file, long lowest, long start, long highest)
    {
        if (start < lowest || start + BlockLength > highest) return null;
        var block = Bytes(file, start, start + BlockLength);
        return block.AsSpan().StartsWith("APETAGEX"u8) ? block : null;
    }

    private static byte[] Bytes(FileStream file, long start, long end)
    {
        if (end - start > MostBytes) throw new TagException(TagErrors.Unsupported, "The APE tag is larger than 64 MB.");
        return file.ReadAt(start, (int)(end - start));
    }

    private static uint Size(byte[] block) => BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(12));

    private static uint Count(byte[] block) => BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(16));

    private static uint Flags(byte[] block) => BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(20));

    private static TagException Damaged() => new(TagErrors.Unreadable, "The size in the APE tag is wrong.");
}
