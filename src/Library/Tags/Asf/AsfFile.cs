using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Asf;

/// <summary>An ASF file: its header in memory, and where the rest is.</summary>
/// <param name="Header">The header.</param>
/// <param name="HeaderEnd">Offset behind the header.</param>
/// <param name="Data">The object with the audio, with its own fields.</param>
/// <param name="Length">Length of the file.</param>
internal sealed record AsfFile(AsfObject Header, long HeaderEnd, ByteRange Data, long Length)
{
    private const int HeaderLimit = 256 << 20;
    private const int DataFields = 26;
    private const int SizeOffset = 16;

    /// <summary>Bytes of the data object before the first packet.</summary>
    public const int DataHeader = AsfObject.Header + DataFields;

    /// <summary>Whether a file begins with an ASF header.</summary>
    public static bool IsAsf(FileStream file)
    {
        Span<byte> id = stackalloc byte[16];
        file.Position = 0;
        return file.ReadAtLeast(id, id.Length, throwOnEndOfStream: false) == id.Length && new Guid(id) == AsfIds.Header;
    }

    /// <summary>Reads header and layout.</summary>
    /// <exception cref="TagException">The file is damaged.</exception>
    public static AsfFile Read(FileStream file)
    {
        var (id, headerSize) = ReadHeader(file, 0);
        if (id != AsfIds.Header || headerSize > HeaderLimit) throw AsfErrors.Damaged("Its header is too large.");
        var bytes = new byte[headerSize];
        file.Position = 0;
        file.ReadExactly(bytes);
        var header = AsfObject.ParseHeader(bytes);

        var (dataId, dataSize) = ReadHeader(file, headerSize);
        if (dataId != AsfIds.Data || file.Length - headerSize <= DataHeader) throw AsfErrors.Damaged("There is no audio behind its header.");
        // A program that could not go back to the header left the size of the empty object there.
        if (dataSize <= DataHeader) dataSize = file.Length - headerSize;
        return new AsfFile(header, headerSize, new ByteRange(headerSize, dataSize), file.Length);
    }

    /// <summary>The field with the size of the file, if it is there and right: some programs leave it wrong.</summary>
    public Span<byte> SizeField()
    {
        var properties = Header.Children!.Find(child => child.Id == AsfIds.FileProperties);
        if (properties is null || properties.Payload.Length < SizeOffset + 8) return default;
        var field = properties.Payload.AsSpan(SizeOffset, 8);
        return BinaryPrimitives.ReadInt64LittleEndian(field) == Length ? field : default;
    }

    // A size of zero says that the object lasts to the end: a recording whose end was not known.
    private static (Guid Id, long Size) ReadHeader(FileStream file, long at)
    {
        Span<byte> header = stackalloc byte[AsfObject.Header];
        file.Position = at;
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) throw AsfErrors.Damaged("It is cut off.");
        var size = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        if (size == 0) size = file.Length - at;
        if (size < AsfObject.Header || size > file.Length - at) throw AsfErrors.Damaged("It is shorter than its objects say.");
        return (new Guid(header[..16]), size);
    }
}
