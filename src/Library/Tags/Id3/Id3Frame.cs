using System.IO.Compression;
using System.Text;

namespace GenreQueue.Library.Tags.Id3;

/// <summary>One frame of an ID3v2 tag, byte for byte.</summary>
/// <param name="Raw">Header and payload, without the unsynchronisation of a whole tag.</param>
/// <param name="Style">How the tag writes its frames.</param>
internal sealed record Id3Frame(ReadOnlyMemory<byte> Raw, Id3Style Style)
{
    private const int LongestText = 1 << 14;
    private const byte Unsynchronised = 2;

    /// <summary>The name, such as <c>TCON</c>, or <c>TCO</c> before ID3v2.3.</summary>
    public string Id => Encoding.Latin1.GetString(Raw.Span[..Style.IdLength]);

    /// <summary>The byte of flags that says what happens to the frame when the tag changes; 0 before ID3v2.3.</summary>
    public byte Status => Style.Version == 2 ? (byte)0 : Raw.Span[8];

    /// <summary>Whether it holds the genre.</summary>
    public bool IsGenre => Id is "TCON" or "TCO";

    /// <summary>The name of a text of the user's own; null if it is another frame.</summary>
    public string? UserTextName => Id is "TXXX" or "TXX" && Payload() is { Span: [<= Id3Text.Utf8, ..] } && Values() is [var name, ..] ? name : null;

    /// <summary>The payload behind what the flags add; null if it is encrypted or cannot be decompressed.</summary>
    public ReadOnlyMemory<byte>? Payload()
    {
        var payload = Raw[Style.HeaderLength..];
        var flags = Style.Version == 2 ? 0 : Raw.Span[9];
        return Style.Version switch
        {
            3 => Payload3(payload, flags),
            4 => Payload4(payload, flags),
            _ => payload,
        };
    }

    /// <summary>The values of a text frame; none if they cannot be read.</summary>
    public IReadOnlyList<string> Values() => Payload() is { } payload ? Id3Text.Decode(payload.Span) : [];

    /// <summary>A frame of its bytes.</summary>
    /// <exception cref="TagException">They are none in this style.</exception>
    public static Id3Frame Parse(byte[] raw, Id3Style style) =>
        raw.Length >= style.HeaderLength && Id3Body.IsFrameName(raw.AsSpan(0, style.IdLength)) && style.ReadSize(raw) == (uint)(raw.Length - style.HeaderLength)
            ? new Id3Frame(raw, style)
            : throw new TagException(TagErrors.NotKept, "The saved frame does not fit into the ID3 tag, which another program has rewritten.");

    /// <summary>A text frame.</summary>
    /// <param name="id">Its name in ID3v2.3.</param>
    /// <param name="values">The values.</param>
    /// <param name="style">How the tag writes its frames.</param>
    /// <param name="status">As <see cref="Status"/>.</param>
    public static Id3Frame Text(string id, IReadOnlyList<string> values, Id3Style style, byte status)
    {
        var payload = Id3Text.Encode(values, style.Version);
        var raw = new byte[style.HeaderLength + payload.Length];
        Encoding.Latin1.GetBytes(id.AsSpan(0, style.IdLength), raw);
        style.WriteSize(raw, payload.Length);
        // UTF-8 has no byte 0xFF, so that the text is the same with and without unsynchronisation.
        if (style.Version > 2) raw[8] = status;
        if (style is { Version: 4, IsUnsynchronised: true }) raw[9] = Unsynchronised;
        payload.CopyTo(raw, style.HeaderLength);
        return new Id3Frame(raw, style);
    }

    private static ReadOnlyMemory<byte>? Payload3(ReadOnlyMemory<byte> payload, int flags)
    {
        const int compressed = 0x80, encrypted = 0x40, grouped = 0x20;
        if ((flags & encrypted) != 0) return null;
        var extra = ((flags & compressed) != 0 ? sizeof(uint) : 0) + ((flags & grouped) != 0 ? 1 : 0);
        if (extra > payload.Length) return null;
        return (flags & compressed) != 0 ? Inflate(payload[extra..]) : payload[extra..];
    }

    private ReadOnlyMemory<byte>? Payload4(ReadOnlyMemory<byte> payload, int flags)
    {
        const int grouped = 0x40, compressed = 0x08, encrypted = 0x04, hasLength = 0x01;
        if ((flags & encrypted) != 0) return null;
        var extra = ((flags & (compressed | hasLength)) != 0 ? sizeof(uint) : 0) + ((flags & grouped) != 0 ? 1 : 0);
        if (extra > payload.Length) return null;
        payload = payload[extra..];
        if ((flags & Unsynchronised) != 0 || Style.IsUnsynchronised) payload = Unsynchronisation.Decode(payload.Span);
        return (flags & compressed) != 0 ? Inflate(payload) : payload;
    }

    private static ReadOnlyMemory<byte>? Inflate(ReadOnlyMemory<byte> compressed)
    {
        using var stream = new ZLibStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
        var text = new byte[LongestText];
        try
        {
            return text.AsMemory(0, stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
