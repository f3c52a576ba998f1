using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GenreQueue.Library.Tags;

/// <summary>Identifies a track by its audio, so that a changed tag makes no new track.</summary>
public static class AudioIdentity
{
    private const int BlockSize = 1 << 16, Blocks = 16;

    /// <summary>
    /// SHA-256 of the number of bytes of the audio and of 16 blocks of 64 KiB at even distances in it, or of all of it if it is no
    /// longer than that; lower-case hexadecimal. Reading the whole of a lossless file would take longer than to classify it.
    /// It does not see a change between the blocks that keeps the length; <see cref="AudioHash"/> does.
    /// </summary>
    /// <param name="file">The file; its position changes.</param>
    /// <param name="reading">From this content of the file.</param>
    /// <exception cref="IOException">The file cannot be read, or is shorter than when it was read.</exception>
    public static string Of(FileStream file, TagReading reading)
    {
        var length = reading.Audio.Sum(range => range.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BlockSize];
        BinaryPrimitives.WriteInt64LittleEndian(buffer, length);
        hash.AppendData(buffer, 0, sizeof(long));
        if (length <= BlockSize * Blocks)
        {
            for (long start = 0; start < length; start += BlockSize) Append(start, (int)Math.Min(BlockSize, length - start));
        }
        else
        {
            for (var i = 0; i < Blocks; i++) Append((long)((length - BlockSize) * (i / (Blocks - 1.0))), BlockSize);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(long start, int count)
        {
            Read(file, reading.Audio, start, buffer.AsSpan(0, count));
            hash.AppendData(buffer, 0, count);
        }
    }

    /// <summary>Reads from the parts of the file as if they were one.</summary>
    private static void Read(FileStream file, IReadOnlyList<ByteRange> parts, long start, Span<byte> bytes)
    {
        foreach (var part in parts)
        {
            if (start >= part.Length)
            {
                start -= part.Length;
                continue;
            }
            var count = (int)Math.Min(bytes.Length, part.Length - start);
            file.Position = part.Start + start;
            file.ReadExactly(bytes[..count]);
            bytes = bytes[count..];
            start = 0;
            if (bytes.IsEmpty) return;
        }
    }
}
