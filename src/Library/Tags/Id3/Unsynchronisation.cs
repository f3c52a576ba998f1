namespace GenreQueue.Library.Tags.Id3;

/// <summary>The scheme of ID3v2 that keeps the tag free of bytes that look like the start of an MPEG frame.</summary>
internal static class Unsynchronisation
{
    private const byte Mark = 0xFF;
    private const byte FirstSync = 0xE0;

    /// <summary>Removes the zero byte behind each 0xFF.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> bytes)
    {
        var decoded = new byte[bytes.Length];
        var count = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            decoded[count++] = bytes[i];
            if (bytes[i] == Mark && i + 1 < bytes.Length && bytes[i + 1] == 0) i++;
        }
        return decoded[..count];
    }

    /// <summary>Puts a zero byte behind each 0xFF that ends the bytes or comes before a byte that it could be misread with.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> bytes)
    {
        var encoded = new List<byte>(bytes.Length + bytes.Length / 64);
        for (var i = 0; i < bytes.Length; i++)
        {
            encoded.Add(bytes[i]);
            if (bytes[i] == Mark && (i + 1 == bytes.Length || bytes[i + 1] is 0 or >= FirstSync)) encoded.Add(0);
        }
        return [.. encoded];
    }
}
