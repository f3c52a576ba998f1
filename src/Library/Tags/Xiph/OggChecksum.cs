namespace GenreQueue.Library.Tags.Xiph;

/// <summary>The checksum of Ogg pages: CRC-32 of the polynomial 0x04C11DB7, not reflected, from 0.</summary>
internal static class OggChecksum
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The checksum of a page whose own checksum is 0.</summary>
    public static uint Of(ReadOnlySpan<byte> page)
    {
        uint sum = 0;
        foreach (var value in page) sum = (sum << 8) ^ Table[(sum >> 24) ^ value];
        return sum;
    }

    private static uint Entry(int index)
    {
        var sum = (uint)index << 24;
        for (var bit = 0; bit < 8; bit++) sum = (sum << 1) ^ ((sum >> 31) * 0x04C11DB7);
        return sum;
    }
}
