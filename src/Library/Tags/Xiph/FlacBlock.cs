namespace GenreQueue.Library.Tags.Xiph;

/// <summary>A metadata block of a FLAC file, without its header of four bytes.</summary>
/// <param name="Type">One of the types of the format, 0 to 126.</param>
/// <param name="Body">Its content.</param>
internal sealed record FlacBlock(int Type, FilePart Body)
{
    /// <summary>Number of bytes of the header.</summary>
    public const int HeaderLength = 4;

    /// <summary>Number of bytes that a block can hold at most.</summary>
    public const int MostBytes = (1 << 24) - 1;

    /// <summary>Type of the block that comes first.</summary>
    public const int StreamInfo = 0;

    /// <summary>Type of a block that holds nothing.</summary>
    public const int Padding = 1;

    /// <summary>Type of the comments.</summary>
    public const int Comments = 4;

    private const byte LastFlag = 0x80;

    /// <summary>The header for a block.</summary>
    /// <exception cref="TagException">The block is too large.</exception>
    public static byte[] Header(int type, long length, bool last)
    {
        if (length > MostBytes) throw new TagException(TagErrors.Unsupported, "The comments do not fit into a FLAC block, which holds 16 MB.");
        return [(byte)(type | (last ? LastFlag : 0)), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
    }

    /// <summary>Reads a header.</summary>
    public static (int Type, int Length, bool Last) Parse(ReadOnlySpan<byte> header) =>
        (header[0] & ~LastFlag, (header[1] << 16) | (header[2] << 8) | header[3], (header[0] & LastFlag) != 0);
}
