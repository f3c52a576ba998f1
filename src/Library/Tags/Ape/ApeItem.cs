using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Ape;

/// <summary>One item of an APE tag, byte for byte.</summary>
/// <param name="Key">Its name as the tag spells it, one character per byte.</param>
/// <param name="Flags">Bit 0: read-only. Bits 1 and 2: text, binary, link or reserved.</param>
/// <param name="Value">The bytes of the value.</param>
internal sealed record ApeItem(string Key, uint Flags, ReadOnlyMemory<byte> Value)
{
    private const uint TypeMask = 6;
    private const int PrefixLength = 8;

    /// <summary>A text item.</summary>
    public static ApeItem Text(string key, uint flags, string value) => new(key, flags & ~TypeMask, Encoding.UTF8.GetBytes(value));

    /// <summary>Whether the value is text.</summary>
    public bool IsText => (Flags & TypeMask) == 0;

    /// <summary>The text; empty for other types.</summary>
    public string ToText() => IsText ? TextBytes.Decode(Value.Span) : "";

    /// <summary>The flags, little-endian, and the value: what an undo needs.</summary>
    public byte[] ToRaw()
    {
        var raw = new byte[sizeof(uint) + Value.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(raw, Flags);
        Value.CopyTo(raw.AsMemory(sizeof(uint)));
        return raw;
    }

    /// <summary>The inverse of <see cref="ToRaw"/>.</summary>
    /// <exception cref="TagException"><paramref name="raw"/> is too short.</exception>
    public static ApeItem FromRaw(string key, byte[] raw) => raw.Length < sizeof(uint)
        ? throw new TagException(TagErrors.Unreadable, "The saved APE item is incomplete.")
        : new ApeItem(key, BinaryPrimitives.ReadUInt32LittleEndian(raw), raw.AsMemory(sizeof(uint)));

    /// <summary>Number of bytes in the tag.</summary>
    public int Length => PrefixLength + Key.Length + 1 + Value.Length;

    /// <summary>Writes the item and returns its <see cref="Length"/>.</summary>
    public int WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Value.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Flags);
        Encoding.Latin1.GetBytes(Key, bytes[PrefixLength..]);
        bytes[PrefixLength + Key.Length] = 0;
        Value.Span.CopyTo(bytes[(PrefixLength + Key.Length + 1)..]);
        return Length;
    }

    /// <summary>Reads the item at the start of <paramref name="bytes"/>, which its value then shares.</summary>
    /// <exception cref="TagException">The item is damaged.</exception>
    public static ApeItem Parse(ReadOnlyMemory<byte> bytes)
    {
        const int longestKey = 255;
        var span = bytes.Span;
        if (span.Length < PrefixLength) throw Damaged();
        var length = BinaryPrimitives.ReadUInt32LittleEndian(span);
        var key = span[PrefixLength..].IndexOf((byte)0);
        if (key is <= 0 or > longestKey || length > (uint)(span.Length - PrefixLength - key - 1)) throw Damaged();
        return new ApeItem(
            Encoding.Latin1.GetString(span.Slice(PrefixLength, key)),
            BinaryPrimitives.ReadUInt32LittleEndian(span[4..]),
            bytes.Slice(PrefixLength + key + 1, (int)length));
    }

    private static TagException Damaged() => new(TagErrors.Unreadable, "The APE tag has a damaged item.");
}
