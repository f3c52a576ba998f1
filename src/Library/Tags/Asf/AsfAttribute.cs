using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GenreQueue.Library.Tags.Asf;

/// <summary>An attribute of a list, byte for byte.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">All its bytes, with name, type and lengths.</param>
/// <param name="Type">Type of the value; 0 is text.</param>
/// <param name="Value">The bytes of the value inside <paramref name="Bytes"/>.</param>
internal sealed record AsfAttribute(string Name, byte[] Bytes, int Type, ReadOnlyMemory<byte> Value)
{
    private const int TextType = 0;
    private const int ShortHeader = 6;
    private const int LongHeader = 12;

    /// <summary>The value as a player shows it: text, or a number as text; empty for other types.</summary>
    public string Text => (Type, Value.Length) switch
    {
        (TextType, _) => Encoding.Unicode.GetString(Value.Span[..(Value.Length & ~1)]).TrimEnd('\0'),
        (3, 4) => BinaryPrimitives.ReadUInt32LittleEndian(Value.Span).ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>Takes an attribute from the start of bytes.</summary>
    /// <param name="bytes">The bytes, at least one.</param>
    /// <param name="extended">Whether the list is an extended content description, whose attributes have neither language nor stream.</param>
    /// <exception cref="TagException">The attribute is cut off.</exception>
    public static AsfAttribute Parse(ReadOnlySpan<byte> bytes, bool extended)
    {
        if (bytes.Length < (extended ? ShortHeader : LongHeader)) throw Cut();
        var nameAt = extended ? 2 : LongHeader;
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(extended ? 0 : 4)..]);
        var valueAt = nameAt + nameLength + (extended ? 4 : 0);
        if (valueAt > bytes.Length) throw Cut();
        var type = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(extended ? valueAt - 4 : 6)..]);
        var length = extended ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[(valueAt - 2)..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > bytes.Length - valueAt) throw Cut();

        var own = bytes[..(valueAt + (int)length)].ToArray();
        var name = Encoding.Unicode.GetString(own.AsSpan(nameAt, nameLength & ~1)).TrimEnd('\0');
        return new AsfAttribute(name, own, type, own.AsMemory(valueAt));
    }

    /// <summary>A text for all streams in no certain language.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its value.</param>
    /// <param name="extended">As for <see cref="Parse"/>.</param>
    /// <exception cref="TagException">The text is too long.</exception>
    public static AsfAttribute OfText(string name, string text, bool extended)
    {
        var (key, value) = (Terminated(name), Terminated(text));
        byte[] bytes = extended
            ? [.. Short(key.Length), .. key, .. Short(TextType), .. Short(value.Length), .. value]
            : [0, 0, 0, 0, .. Short(key.Length), .. Short(TextType), .. Short(value.Length), 0, 0, .. key, .. value];
        return Parse(bytes, extended);
    }

    private static byte[] Terminated(string text)
    {
        var bytes = Encoding.Unicode.GetBytes(text + '\0');
        return bytes.Length <= ushort.MaxValue ? bytes : throw AsfErrors.Unsupported("the genre is too long.");
    }

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];

    private static TagException Cut() => AsfErrors.Damaged("An attribute is cut off.");
}
