namespace GenreQueue.Library.Tags;

/// <summary>Reads parts of files into memory.</summary>
internal static class FileBytes
{
    /// <summary>The bytes of a part of a file, whose position changes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Offset of the first byte.</param>
    /// <param name="length">Number of bytes; the caller limits it.</param>
    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public static byte[] ReadAt(this FileStream file, long start, int length)
    {
        var bytes = new byte[length];
        file.Position = start;
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The bytes of a part of a file, whose position changes; fewer where the file ends.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">Offset of the first byte.</param>
    /// <param name="most">Number of bytes at most.</param>
    public static byte[] ReadUpTo(this FileStream file, long start, int most) => file.ReadAt(start, (int)Math.Clamp(file.Length - start, 0, most));

    /// <summary>The bytes of a part of a file, whose position changes.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter.</exception>
    public static byte[] ReadAt(this FileStream file, ByteRange range) => file.ReadAt(range.Start, checked((int)range.Length));
}
