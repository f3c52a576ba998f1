namespace GenreQueue.Library.Tags.Id3;

/// <summary>The header of an ID3v2 tag.</summary>
/// <param name="Version">2 to 4.</param>
/// <param name="Revision">The second number of the version.</param>
/// <param name="Flags">The flags.</param>
internal sealed record Id3Header(byte Version, byte Revision, byte Flags)
{
    /// <summary>Number of bytes of a header, and of a footer.</summary>
    public const int Length = 10;

    // Room for the next change, so that it need not move the audio again.
    private const int NewPadding = 1_024;
    private const int MostBytes = 1 << 26;
    private const byte Unsynchronised = 0x80;
    private const byte Extended = 0x40;
    private const byte Footer = 0x10;

    /// <summary>Whether the frames are unsynchronised.</summary>
    public bool IsUnsynchronised => (Flags & Unsynchronised) != 0;

    /// <summary>Whether everything behind the header is unsynchronised as one, as before version 4.</summary>
    public bool UnsynchronisesWhole => IsUnsynchronised && Version < 4;

    /// <summary>Whether an extended header follows.</summary>
    public bool HasExtendedHeader => Version > 2 && (Flags & Extended) != 0;

    private int FooterLength => HasFooter ? Length : 0;

    private bool HasFooter => Version == 4 && (Flags & Footer) != 0;

    /// <summary>The number of bytes of a whole tag.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="available">Number of bytes from the header to where the tag must have ended.</param>
    /// <exception cref="TagException">The header is damaged, or the tag is longer than what is available.</exception>
    public static int TagLength(ReadOnlySpan<byte> header, long available)
    {
        var size = Id3Number.ReadSynchsafe(header[6..Length]) ?? throw new TagException(TagErrors.Unreadable, "The size of the ID3 tag is damaged.");
        var length = Length + (long)size + ((header[5] & Footer) != 0 && header[3] == 4 ? Length : 0);
        if (length > available) throw new TagException(TagErrors.Unreadable, "The ID3 tag is longer than the file.");
        return length <= MostBytes ? (int)length : throw new TagException(TagErrors.Unsupported, "The ID3 tag is larger than 64 MB.");
    }

    /// <summary>Reads the header of a tag.</summary>
    /// <exception cref="TagException">It is damaged or of an unknown version.</exception>
    public static Id3Header Parse(ReadOnlySpan<byte> tag)
    {
        var header = new Id3Header(tag[3], tag[4], tag[5]);
        byte known = header.Version switch
        {
            2 => Unsynchronised,
            3 => 0xE0,
            4 => 0xF0,
            _ => throw new TagException(TagErrors.Unsupported, $"ID3v2.{header.Version} is not supported."),
        };
        return (header.Flags & ~known) == 0
            ? header
            : throw new TagException(TagErrors.Unreadable, "The flags of the ID3 tag are damaged.");
    }

    /// <summary>Checks that the footer is where the header says.</summary>
    /// <exception cref="TagException">It is not.</exception>
    public void CheckFooter(ReadOnlySpan<byte> tag)
    {
        if (HasFooter && !tag[^Length..].StartsWith("3DI"u8)) throw new TagException(TagErrors.Unreadable, "The footer of the ID3 tag is missing.");
    }

    /// <summary>The number of bytes between header and footer.</summary>
    public int BodyLength(ReadOnlySpan<byte> tag) => tag.Length - Length - FooterLength;

    /// <summary>What does not depend on the size of the tag.</summary>
    public byte[] Fixed() => [Version, Revision, Flags];

    /// <summary>A whole tag.</summary>
    /// <param name="extended">The extended header, if there is one.</param>
    /// <param name="frames">The bytes of the frames.</param>
    /// <param name="length">The length of the whole tag that is kept where the frames fit.</param>
    /// <exception cref="TagException">The tag would be too large.</exception>
    public byte[] ToBytes(Id3ExtendedHeader? extended, byte[] frames, int length)
    {
        // The size of the padding changes the bytes in front of it, but not how many there are if they are not unsynchronised.
        var needed = Length + Body(extended, frames, 0).Length + FooterLength;
        var padding = HasFooter ? 0 : length >= needed ? length - needed : NewPadding;
        var body = Body(extended, frames, padding);
        var total = Length + body.Length + padding + FooterLength;
        if (total > MostBytes) throw new TagException(TagErrors.Unsupported, "The ID3 tag would be larger than 64 MB.");

        var bytes = new byte[total];
        Header("ID3"u8, total).CopyTo(bytes, 0);
        body.CopyTo(bytes, Length);
        if (HasFooter) Header("3DI"u8, total).CopyTo(bytes, total - Length);
        return bytes;
    }

    private byte[] Body(Id3ExtendedHeader? extended, byte[] frames, int padding)
    {
        byte[] body = extended is null ? frames : [.. extended.ToBytes(frames, padding), .. frames];
        return UnsynchronisesWhole ? Unsynchronisation.Encode(body) : body;
    }

    private byte[] Header(ReadOnlySpan<byte> name, int total)
    {
        byte[] header = [.. name, Version, Revision, Flags, 0, 0, 0, 0];
        Id3Number.WriteSynchsafe(header.AsSpan(6), (uint)(total - Length - FooterLength));
        return header;
    }
}
