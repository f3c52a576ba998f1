using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Xiph;

/// <summary>How a codec stores its headers in an Ogg stream: the identification in the first packet, the comments in the second.</summary>
/// <param name="Format">Short name of the format.</param>
/// <param name="Magic">How the identification begins.</param>
/// <param name="CommentMagic">How the packet of the comments begins.</param>
internal sealed record OggCodec(string Format, byte[] Magic, byte[] CommentMagic)
{
    private const int MostHeaders = 4_096;

    private static readonly OggCodec Vorbis = new("ogg", [.. "\u0001vorbis"u8], [.. "\u0003vorbis"u8]);
    private static readonly OggCodec Opus = new("opus", [.. "OpusHead"u8], [.. "OpusTags"u8]);
    private static readonly OggCodec Speex = new("speex", [.. "Speex   "u8], []);
    private static readonly OggCodec Flac = new("oggflac", [.. "\u007FFLAC"u8], []);
    private static readonly OggCodec[] All = [Vorbis, Opus, Speex, Flac];

    /// <summary>Whether a byte with the lowest bit set follows the comments.</summary>
    public bool IsFramed => this == Vorbis;

    private int PrefixLength => this == Flac ? FlacBlock.HeaderLength : CommentMagic.Length;

    /// <summary>The codec of a stream; null if it is not one whose comments are known.</summary>
    /// <param name="identification">The first packet of the stream.</param>
    public static OggCodec? Of(ReadOnlySpan<byte> identification)
    {
        foreach (var codec in All)
        {
            if (identification.StartsWith(codec.Magic)) return codec;
        }
        return null;
    }

    /// <summary>Whether the audio follows a packet.</summary>
    /// <param name="headers">The packets until then.</param>
    /// <exception cref="TagException">There are too many headers.</exception>
    public bool IsComplete(IReadOnlyList<byte[]> headers)
    {
        if (headers.Count > MostHeaders) throw new TagException(TagErrors.Unreadable, "The Ogg stream has too many headers.");
        const int extraHeadersAt = 68;
        if (this == Flac) return headers.Count > 1 && headers[^1] is [>= 0x80, ..];
        if (this == Speex && headers[0].Length >= extraHeadersAt + sizeof(uint))
        {
            return headers.Count >= 2 + (long)BinaryPrimitives.ReadUInt32LittleEndian(headers[0].AsSpan(extraHeadersAt));
        }
        return headers.Count == (this == Vorbis ? 3 : 2);
    }

    /// <summary>Reads the comments.</summary>
    /// <param name="packet">The second packet of the stream.</param>
    /// <exception cref="TagException">The comments are damaged.</exception>
    public VorbisComments Comments(byte[] packet)
    {
        var isOne = packet.Length >= PrefixLength
            && packet.AsSpan().StartsWith(CommentMagic)
            && (this != Flac || FlacBlock.Parse(packet) is (FlacBlock.Comments, var length, _) && length == packet.Length - PrefixLength);
        return isOne
            ? new VorbisComments(packet.AsMemory(PrefixLength), IsFramed)
            : throw new TagException(TagErrors.Unreadable, "The second packet of the Ogg stream holds no comments.");
    }

    /// <summary>The packet of changed comments.</summary>
    /// <param name="comments">The comments.</param>
    /// <param name="old">The packet until now.</param>
    /// <exception cref="TagException">The comments are too large.</exception>
    public byte[] Packet(CommentTag comments, byte[] old)
    {
        var bytes = comments.ToBytes(old.Length - PrefixLength);
        return this == Flac
            ? [.. FlacBlock.Header(FlacBlock.Comments, bytes.Length, FlacBlock.Parse(old).Last), .. bytes]
            : [.. CommentMagic, .. bytes];
    }
}
