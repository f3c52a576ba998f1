using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Mp4;

/// <summary>A box (QuickTime: an atom) in memory: a leaf with a payload, or a list of boxes.</summary>
internal sealed class Box
{
    private const int WideHeader = 16;

    /// <summary>Bytes of the usual header: size and type.</summary>
    public const int Header = 8;

    private readonly int _header;

    /// <summary>A leaf.</summary>
    /// <param name="type">Four characters; the bytes are Latin-1.</param>
    /// <param name="payload">What follows the header.</param>
    /// <param name="wide">Whether the size has 64 bits.</param>
    public Box(string type, Memory<byte> payload, bool wide = false)
    {
        Type = type;
        Payload = payload;
        _header = wide ? WideHeader : Header;
    }

    /// <summary>A list of boxes.</summary>
    /// <param name="type">Four characters.</param>
    /// <param name="head">Bytes before the first box.</param>
    /// <param name="children">The boxes.</param>
    /// <param name="tail">Bytes after the last box, too few or too empty for one.</param>
    /// <param name="wide">Whether the size has 64 bits.</param>
    public Box(string type, Memory<byte> head, List<Box> children, Memory<byte> tail = default, bool wide = false)
        : this(type, head, wide)
    {
        Children = children;
        Tail = tail;
    }

    /// <summary>Four characters; the bytes are Latin-1.</summary>
    public string Type { get; }

    /// <summary>Of a leaf what follows the header; of a list what comes before the first box.</summary>
    public Memory<byte> Payload { get; private set; }

    /// <summary>The boxes of a list; null for a leaf.</summary>
    public List<Box>? Children { get; }

    /// <summary>Bytes after the last box of a list.</summary>
    public Memory<byte> Tail { get; }

    /// <summary>Number of bytes with header.</summary>
    public long Size => _header + Payload.Length + (Children?.Sum(child => child.Size) ?? 0) + Tail.Length;

    /// <summary>Whether the box has no meaning but to take room: <c>free</c> or <c>skip</c> with nothing but zeros.</summary>
    public bool IsPadding => Type is "free" or "skip" && !Payload.Span.ContainsAnyExcept((byte)0);

    /// <summary>Padding of a size, 8 or more.</summary>
    public static Box Padding(long size) => new("free", new byte[size - Header]);

    /// <summary>Changes the size of padding if it can have that size.</summary>
    public bool TryResize(long size)
    {
        if (size < _header) return false;
        Payload = new byte[size - _header];
        return true;
    }

    /// <summary>The boxes of a type in this list.</summary>
    public IEnumerable<Box> All(string type) => Children?.Where(child => child.Type == type) ?? [];

    /// <summary>The box as bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    private int Write(Span<byte> bytes)
    {
        var size = Size;
        if (_header == WideHeader)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, 1);
            BinaryPrimitives.WriteInt64BigEndian(bytes[Header..], size);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, checked((uint)size));
        }
        Encoding.Latin1.GetBytes(Type, bytes[4..]);
        var at = _header;
        Payload.Span.CopyTo(bytes[at..]);
        at += Payload.Length;
        foreach (var child in Children ?? []) at += child.Write(bytes[at..]);
        Tail.Span.CopyTo(bytes[at..]);
        return at + Tail.Length;
    }
}
