using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Id3;

/// <summary>The numbers of ID3v2: big-endian, with 8 or 7 bits in each byte.</summary>
internal static class Id3Number
{
    private const int Bits = 7;
    private const byte Mask = 0x7F;

    /// <summary>A number of 7 bits a byte; null if a byte has its highest bit set or the number has more than 32 bits.</summary>
    public static uint? ReadSynchsafe(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        foreach (var digit in bytes)
        {
            if (digit > Mask) return null;
            value = (value << Bits) | digit;
        }
        return value <= uint.MaxValue ? (uint)value : null;
    }

    /// <summary>Fills <paramref name="bytes"/> with a number of 7 bits a byte.</summary>
    public static void WriteSynchsafe(Span<byte> bytes, uint value)
    {
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            bytes[i] = (byte)(value & Mask);
            value >>= Bits;
        }
    }

    /// <summary>A number of 8 bits a byte, of 1 to 4 bytes.</summary>
    public static uint ReadPlain(ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        foreach (var digit in bytes) value = (value << 8) | digit;
        return value;
    }

    /// <summary>Fills <paramref name="bytes"/>, 3 or 4, with a number of 8 bits a byte.</summary>
    public static void WritePlain(Span<byte> bytes, uint value)
    {
        Span<byte> all = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(all, value);
        all[^bytes.Length..].CopyTo(bytes);
    }
}
