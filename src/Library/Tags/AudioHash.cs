using System.Buffers;
using System.Security.Cryptography;

namespace GenreQueue.Library.Tags;

/// <summary>Tells whether the audio of a file is still the same.</summary>
public static class AudioHash
{
    private const int BufferSize = 1 << 17;

    /// <summary>SHA-256 of the audio of a file, lower-case hexadecimal.</summary>
    /// <param name="file">The file; its position changes.</param>
    /// <param name="reading">From this content of the file.</param>
    /// <exception cref="IOException">The file cannot be read, or is shorter than when it was read.</exception>
    public static string Of(FileStream file, TagReading reading) => Of(file, reading.Audio);

    /// <summary>SHA-256 of parts of a file, lower-case hexadecimal.</summary>
    /// <param name="file">The file; its position changes.</param>
    /// <param name="ranges">The parts, in the order in which they are hashed.</param>
    /// <exception cref="IOException">The file cannot be read, or is shorter than the parts.</exception>
    public static string Of(FileStream file, IEnumerable<ByteRange> ranges)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            foreach (var range in ranges) Append(hash, file, range, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, FileStream file, ByteRange range, byte[] buffer)
    {
        file.Position = range.Start;
        for (var left = range.Length; left > 0;)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0) throw new EndOfStreamException("The file became shorter while it was read.");
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
    }
}
