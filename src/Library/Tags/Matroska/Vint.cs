using System.Buffers.Binary;
using System.Numerics;

namespace GenreQueue.Library.Tags.Matroska;

/// <summary>Identifier and length of an element, both of a length that their first bits tell.</summary>
/// <param name="Id">The identifier with these bits.</param>
/// <param name="Size">Bytes of the payload; -1 if the length is not known.</param>
/// <param name="IdWidth">Bytes of the identifier.</param>
/// <param name="SizeWidth">Bytes of the length.</param>
internal readonly record struct Vint(uint Id, long Size, int IdWidth, int SizeWidth)
{
    /// <summary>Bytes of the longest header.</summary>
    public const int LongestHeader = 12;

    private const int LongestId = 4;
    private const int LongestSize = 8;

    /// <summary>Bytes of identifier and length.</summary>
    public int Header => IdWidth + SizeWidth;

    /// <summary>Reads a header; null if the bytes are none.</summary>
    public static Vint? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return null;
        var idWidth = WidthOf(bytes[0]);
        if (idWidth > LongestId || bytes.Length <= idWidth) return null;
        var sizeWidth = WidthOf(bytes[idWidth]);
        if (sizeWidth > LongestSize || bytes.Length < idWidth + sizeWidth) return null;

        var size = (long)(Number(bytes.Slice(idWidth, sizeWidth)) & Unknown(sizeWidth));
        return new Vint((uint)Number(bytes[..idWidth]), size == (long)Unknown(sizeWidth) ? -1 : size, idWidth, sizeWidth);
    }

    /// <summary>A length of a number of bytes; 0 for as few as possible.</summary>
    /// <exception cref="TagException">The length does not fit.</exception>
    public static byte[] SizeBytes(long size, int width = 0)
    {
        if (width == 0) for (width = 1; (ulong)size >= Unknown(width); width++) { }
        if ((ulong)size >= Unknown(width)) throw MatroskaErrors.Unsupported("its length field is too short.");
        return NumberBytes((ulong)size | (1UL << (7 * width)), width);
    }

    /// <summary>The bytes of an identifier.</summary>
    public static byte[] IdBytes(uint id) => NumberBytes(id, (39 - BitOperations.LeadingZeroCount(id)) / 8);

    /// <summary>A number in a number of bytes, the highest first.</summary>
    public static byte[] NumberBytes(ulong number, int width)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes[(8 - width)..];
    }

    /// <summary>The number in up to 8 bytes, the highest first.</summary>
    public static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (var part in bytes) number = (number << 8) | part;
        return number;
    }

    private static int WidthOf(byte first) => BitOperations.LeadingZeroCount(first) - 23;

    private static ulong Unknown(int width) => (1UL << (7 * width)) - 1;
}
