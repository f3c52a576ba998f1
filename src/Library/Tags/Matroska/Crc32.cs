namespace GenreQueue.Library.Tags.Matroska;

/// <summary>The checksum of ISO 3309, as Matroska uses it.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (crc, _) => (crc >> 1) ^ ((crc & 1) * Polynomial)))];

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var part in bytes) crc = (crc >> 8) ^ Table[(byte)crc ^ part];
        return ~crc;
    }
}
