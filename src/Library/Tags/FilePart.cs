using System.Buffers;

namespace GenreQueue.Library.Tags;

/// <summary>A part of a file's new content: bytes that the file has already, or new ones.</summary>
/// <param name="Kept">Where the bytes are now; empty for new ones.</param>
/// <param name="New">The new bytes; empty for kept ones.</param>
internal readonly record struct FilePart(ByteRange Kept, ReadOnlyMemory<byte> New)
{
    private const int BufferSize = 1 << 17;

    /// <summary>The bytes from <paramref name="start"/> to before <paramref name="end"/> of the file.</summary>
    public static FilePart Keep(long start, long end) => new(new ByteRange(start, end - start), default);

    /// <summary>Bytes that are not in the file.</summary>
    public static FilePart Add(ReadOnlyMemory<byte> bytes) => new(default, bytes);

    /// <summary>Number of bytes.</summary>
    public long Length => Kept.Length + New.Length;

    /// <summary>Makes the content of a file the sequence of the parts. What stays where it is costs nothing, however long.</summary>
    /// <param name="file">Open for reading and writing; its position changes.</param>
    /// <param name="parts">The parts; the kept ones in the order of the file and without overlap.</param>
    /// <exception cref="IOException">The file cannot be read or written; its content is undefined then.</exception>
    public static void Rewrite(FileStream file, IReadOnlyList<FilePart> parts)
    {
        var starts = new long[parts.Count];
        long end = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            starts[i] = end;
            end += parts[i].Length;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            // The order of the moves keeps every part from being overwritten before it has moved.
            for (var i = parts.Count - 1; i >= 0; i--)
            {
                if (starts[i] > parts[i].Kept.Start) MoveUp(file, parts[i].Kept, starts[i], buffer);
            }
            for (var i = 0; i < parts.Count; i++)
            {
                if (starts[i] < parts[i].Kept.Start) MoveDown(file, parts[i].Kept, starts[i], buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].New.IsEmpty) continue;
            file.Position = starts[i];
            file.Write(parts[i].New.Span);
        }
        file.SetLength(end);
    }

    private static void MoveUp(FileStream file, ByteRange range, long to, byte[] buffer)
    {
        for (var left = range.Length; left > 0;)
        {
            var count = (int)Math.Min(left, buffer.Length);
            left -= count;
            Move(file, range.Start + left, to + left, buffer.AsSpan(0, count));
        }
    }

    private static void MoveDown(FileStream file, ByteRange range, long to, byte[] buffer)
    {
        for (long done = 0; done < range.Length;)
        {
            var count = (int)Math.Min(range.Length - done, buffer.Length);
            Move(file, range.Start + done, to + done, buffer.AsSpan(0, count));
            done += count;
        }
    }

    private static void Move(FileStream file, long from, long to, Span<byte> bytes)
    {
        file.Position = from;
        file.ReadExactly(bytes);
        file.Position = to;
        file.Write(bytes);
    }
}
