namespace GenreQueue.Library.Tags.Xiph;

/// <summary>The headers of an audio stream in an Ogg file.</summary>
internal sealed class OggStream
{
    /// <summary>Number of bytes of all headers at most.</summary>
    public const int MostHeaderBytes = 1 << 26;

    private readonly List<byte[]> _packets = [];
    private readonly List<OggPage> _pages = [];
    private int _commentPages;
    private int _commentPackets;

    private OggStream(OggCodec codec) => Codec = codec;

    /// <summary>The codec.</summary>
    public OggCodec Codec { get; }

    /// <summary>The header packets: the identification, the comments and others.</summary>
    public IReadOnlyList<byte[]> Packets => _packets;

    /// <summary>The pages of the headers, which hold nothing else.</summary>
    public IReadOnlyList<OggPage> Pages => _pages;

    /// <summary>Those that the comments are on, with the packets that share them.</summary>
    public IReadOnlyList<OggPage> CommentPages => _pages[1..(1 + _commentPages)];

    /// <summary>The comments.</summary>
    public VorbisComments Comments() => Codec.Comments(_packets[1]);

    /// <summary>The bytes of new pages for <see cref="CommentPages"/>, one after the other, and their number.</summary>
    /// <exception cref="TagException">The comments are too large.</exception>
    public (byte[] Bytes, int Count) NewCommentPages(CommentTag comments)
    {
        byte[][] packets = [Codec.Packet(comments, _packets[1]), .. _packets[2..(1 + _commentPackets)]];
        return OggPagination.Build(packets, CommentPages);
    }

    /// <summary>Reads the headers; null if the stream is not audio whose comments are known.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="pages">The pages of the stream from its first on.</param>
    /// <exception cref="TagException">The headers are damaged, or share a page with audio.</exception>
    public static OggStream? Read(FileStream file, IEnumerable<OggPage> pages)
    {
        OggStream? stream = null;
        var packet = new MemoryStream();
        var continues = false;
        long total = 0;
        foreach (var page in pages)
        {
            total += page.BodyLength;
            if (total > MostHeaderBytes) throw new TagException(TagErrors.Unsupported, "The headers of the Ogg stream are larger than 64 MB.");
            var bytes = page.Bytes(file, page.Start);
            if (stream is null)
            {
                if (OggCodec.Of(bytes.AsSpan(page.HeaderLength)) is not { } codec) return null;
                stream = new OggStream(codec);
            }
            if (stream.Add(page, bytes, packet, ref continues)) return stream;
        }
        throw Damaged();
    }

    private bool Add(OggPage page, byte[] bytes, MemoryStream packet, ref bool continues)
    {
        if (page.Has(OggPage.Continued) != continues) throw Damaged();
        if (page.Granule is not (0 or -1)) throw Mixed();
        _pages.Add(page);
        var at = (int)page.HeaderLength;
        var complete = false;
        foreach (var length in OggPage.Segments(bytes))
        {
            if (complete) throw Mixed();
            packet.Write(bytes, at, length);
            at += length;
            continues = length == OggPage.MostSegments;
            if (continues) continue;
            _packets.Add(packet.ToArray());
            packet.SetLength(0);
            complete = Codec.IsComplete(_packets);
        }
        if (_pages.Count == 1 && (_packets.Count != 1 || continues)) throw Damaged();
        if (_commentPages == 0 && _packets.Count > 1 && !continues) (_commentPages, _commentPackets) = (_pages.Count - 1, _packets.Count - 1);
        return complete;
    }

    private static TagException Damaged() => new(TagErrors.Unreadable, "The headers of the Ogg stream are damaged.");

    private static TagException Mixed() => new(TagErrors.Unsupported, "The headers of the Ogg stream share a page with audio.");
}
