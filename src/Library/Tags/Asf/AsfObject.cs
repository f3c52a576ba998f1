using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Asf;

/// <summary>An object of an ASF header in memory.</summary>
/// <param name="id">What it is.</param>
/// <param name="payload">What follows identifier and size; of a list what comes before the first object, with the count of objects or bytes.</param>
/// <param name="children">The objects of the header or of the header extension; null for all else.</param>
internal sealed class AsfObject(Guid id, byte[] payload, List<AsfObject>? children = null)
{
    /// <summary>Bytes of identifier and size.</summary>
    public const int Header = 24;

    private const int HeaderFields = 6;
    private const int ExtensionFields = 22;
    private const int ExtensionSize = 18;
    private const int ObjectLimit = 100_000;

    /// <summary>What it is.</summary>
    public Guid Id { get; } = id;

    /// <summary>What follows identifier and size; of a list what comes before the first object.</summary>
    public byte[] Payload { get; set; } = payload;

    /// <summary>The objects of a list.</summary>
    public List<AsfObject>? Children { get; } = children;

    /// <summary>Number of bytes.</summary>
    public long Size => Header + Payload.Length + (Children?.Sum(child => child.Size) ?? 0);

    /// <summary>Whether the object only takes room.</summary>
    public bool IsPadding => Id == AsfIds.Padding && !Payload.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>Padding of a size, 24 or more.</summary>
    public static AsfObject Padding(long size) => new(AsfIds.Padding, new byte[size - Header]);

    /// <summary>Takes the header object of a file apart.</summary>
    /// <param name="bytes">All its bytes.</param>
    /// <exception cref="TagException">The header is damaged.</exception>
    public static AsfObject ParseHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header + HeaderFields) throw AsfErrors.Damaged("Its header is cut off.");
        var children = Split(bytes[(Header + HeaderFields)..], extended: false);
        return children.Count == BinaryPrimitives.ReadUInt32LittleEndian(bytes[Header..])
            ? new AsfObject(AsfIds.Header, bytes.Slice(Header, HeaderFields).ToArray(), children)
            : throw AsfErrors.Damaged("Its header holds another number of objects than it says.");
    }

    /// <summary>The object as bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    private int Write(Span<byte> bytes)
    {
        Id.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Size);
        Payload.CopyTo(bytes[Header..]);
        var at = Header + Payload.Length;
        if (Children is null) return at;

        foreach (var child in Children) at += child.Write(bytes[at..]);
        if (Id == AsfIds.Header) BinaryPrimitives.WriteInt32LittleEndian(bytes[Header..], Children.Count);
        else BinaryPrimitives.WriteInt32LittleEndian(bytes[(Header + ExtensionSize)..], at - Header - ExtensionFields);
        return at;
    }

    // An extension inside an extension is no list: nothing of interest is so deep.
    private static List<AsfObject> Split(ReadOnlySpan<byte> bytes, bool extended)
    {
        var objects = new List<AsfObject>();
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < Header) throw AsfErrors.Damaged("An object of its header is cut off.");
            var size = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
            if (size < Header || size > bytes.Length) throw AsfErrors.Damaged("An object of its header is longer than the header.");
            if (objects.Count == ObjectLimit) throw AsfErrors.Damaged("Its header holds too many objects.");
            var id = new Guid(bytes[..16]);
            var payload = bytes[Header..(int)size];
            objects.Add(id == AsfIds.HeaderExtension && !extended ? Extension(payload) : new AsfObject(id, payload.ToArray()));
            bytes = bytes[(int)size..];
        }
        return objects;
    }

    private static AsfObject Extension(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < ExtensionFields || BinaryPrimitives.ReadUInt32LittleEndian(payload[ExtensionSize..]) != payload.Length - ExtensionFields)
        {
            throw AsfErrors.Damaged("The extension of its header has another length than it says.");
        }
        return new AsfObject(AsfIds.HeaderExtension, payload[..ExtensionFields].ToArray(), Split(payload[ExtensionFields..], extended: true));
    }
}
