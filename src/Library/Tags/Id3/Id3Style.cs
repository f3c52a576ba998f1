namespace GenreQueue.Library.Tags.Id3;

/// <summary>How a tag writes its frames.</summary>
/// <param name="Version">2 to 4.</param>
/// <param name="HasPlainSizes">Whether sizes have 8 bits a byte, as in every version but 4 and, by mistake, in tags of version 4 by old iTunes.</param>
/// <param name="IsUnsynchronised">Whether the tag says that its frames are unsynchronised.</param>
internal sealed record Id3Style(int Version, bool HasPlainSizes, bool IsUnsynchronised)
{
    /// <summary>Number of bytes of the header of a frame.</summary>
    public int HeaderLength => Version == 2 ? 6 : 10;

    /// <summary>Number of bytes of the name of a frame, and of its size.</summary>
    public int IdLength => Version == 2 ? 3 : 4;

    /// <summary>The number of bytes behind the header of the frame; null if the number is malformed.</summary>
    public uint? ReadSize(ReadOnlySpan<byte> frame)
    {
        var size = frame.Slice(IdLength, IdLength);
        return HasPlainSizes ? Id3Number.ReadPlain(size) : Id3Number.ReadSynchsafe(size);
    }

    /// <summary>Writes the number of bytes behind the header into the header.</summary>
    public void WriteSize(Span<byte> frame, int length)
    {
        var size = frame.Slice(IdLength, IdLength);
        if (HasPlainSizes) Id3Number.WritePlain(size, (uint)length);
        else Id3Number.WriteSynchsafe(size, (uint)length);
    }
}
