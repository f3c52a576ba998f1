using System.Text;

namespace GenreQueue.Library.Tags.Matroska;

/// <summary>An element in memory, byte for byte.</summary>
/// <param name="Id">What it is.</param>
/// <param name="Bytes">All its bytes.</param>
/// <param name="Header">Number of bytes before the payload.</param>
internal sealed record Element(uint Id, ReadOnlyMemory<byte> Bytes, int Header)
{
    private const int ElementLimit = 1_000_000;

    /// <summary>What follows identifier and length.</summary>
    public ReadOnlyMemory<byte> Payload => Bytes[Header..];

    /// <summary>The payload as a number.</summary>
    /// <exception cref="TagException">It has more than 8 bytes.</exception>
    public ulong Number => Payload.Length <= 8 ? Vint.Number(Payload.Span) : throw MatroskaErrors.Damaged("A number is too long.");

    /// <summary>The payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span).TrimEnd('\0');

    /// <summary>Splits the payload into elements.</summary>
    /// <exception cref="TagException">An element is longer than what is there.</exception>
    public List<Element> Children()
    {
        var elements = new List<Element>();
        for (var rest = Payload; !rest.IsEmpty;)
        {
            if (Vint.Read(rest.Span) is not { Size: >= 0 } header || header.Size > rest.Length - header.Header) throw MatroskaErrors.Damaged("A tag is cut off.");
            if (elements.Count == ElementLimit) throw MatroskaErrors.Damaged("It has too many tags.");
            var length = header.Header + (int)header.Size;
            elements.Add(new Element(header.Id, rest[..length], header.Header));
            rest = rest[length..];
        }
        return elements;
    }

    /// <summary>An element with a payload.</summary>
    /// <param name="id">What it is.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="sizeWidth">Bytes of the length; 0 for as few as possible.</param>
    public static Element Of(uint id, ReadOnlySpan<byte> payload, int sizeWidth = 0)
    {
        byte[] header = [.. Vint.IdBytes(id), .. Vint.SizeBytes(payload.Length, sizeWidth)];
        return new Element(id, (byte[])[.. header, .. payload], header.Length);
    }

    /// <summary>An element with a text.</summary>
    public static Element Of(uint id, string text) => Of(id, Encoding.UTF8.GetBytes(text));

    /// <summary>An element of elements. If a checksum is among them, it is made right.</summary>
    public static Element Of(uint id, IReadOnlyCollection<Element> children)
    {
        byte[] payload = [.. children.Where(child => child.Id != MatroskaIds.Crc32).SelectMany(child => child.Bytes.ToArray())];
        if (children.Any(child => child.Id == MatroskaIds.Crc32)) payload = [.. Of(MatroskaIds.Crc32, BitConverter.GetBytes(Crc32.Of(payload))).Bytes.Span, .. payload];
        return Of(id, payload);
    }

    /// <summary>This element in a number of bytes, with an element that means nothing behind it; null if that is not possible.</summary>
    public byte[]? Filling(long length)
    {
        var left = length - Bytes.Length;
        if (left == 0) return Bytes.ToArray();
        if (left >= 2) return left > int.MaxValue ? null : [.. Bytes.Span, .. Void((int)left)];
        // The smallest element has two bytes: for one the length is written with one byte more.
        var width = Header - Vint.IdBytes(Id).Length + 1;
        return left == 1 && width <= 8 ? Of(Id, Payload.Span, width).Bytes.ToArray() : null;
    }

    /// <summary>An element that means nothing.</summary>
    /// <param name="length">All its bytes, at least 2.</param>
    public static byte[] Void(int length)
    {
        var width = length < 10 ? 1 : 8;
        return Of(MatroskaIds.Void, new byte[length - 1 - width], width).Bytes.ToArray();
    }
}
