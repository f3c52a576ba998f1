using System.Buffers.Binary;
using System.Security.Cryptography;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Xiph;

/// <summary>The pages of an Ogg file and the comments of its audio: of the first audio stream, in each link of a chain.</summary>
internal sealed class OggFile
{
    private const int MostPages = 1 << 21;

    private readonly List<OggPage> _pages = [];
    private readonly List<(OggStream Stream, Range Link)> _streams = [];
    private bool _hasIndex;
    private long _headerBytes;

    private OggFile(long start) => End = start;

    /// <summary>The audio streams with comments, in the order of the file.</summary>
    public IReadOnlyList<OggStream> Streams => [.. _streams.Select(link => link.Stream)];

    /// <summary>Offset behind the last page.</summary>
    public long End { get; private set; }

    /// <summary>Reads all pages.</summary>
    /// <param name="file">Its position changes.</param>
    /// <exception cref="TagException">Pages or headers are damaged, or a link has no audio whose comments are known.</exception>
    public static OggFile Read(FileStream file)
    {
        var ogg = new OggFile(Id3Reader.InFront(file).Sum(range => range.Length));
        var link = 0;
        Span<byte> buffer = stackalloc byte[OggPage.MostBytes - OggPage.MostSegments * OggPage.MostSegments];
        while (OggPage.Read(file, ogg.End, buffer) is { } page)
        {
            if (ogg._pages.Count == MostPages) throw new TagException(TagErrors.Unsupported, "The Ogg file has too many pages.");
            if (page.Has(OggPage.First) && ogg._pages.Count > 0 && !ogg._pages[^1].Has(OggPage.First))
            {
                ogg.AddLink(file, link..ogg._pages.Count);
                link = ogg._pages.Count;
            }
            ogg._pages.Add(page);
            ogg.End = page.End;
        }
        ogg.AddLink(file, link..ogg._pages.Count);
        return HasPages(file, ogg.End) ? throw Damaged() : ogg;
    }

    /// <summary>The content of all pages but those of the headers of <see cref="Streams"/>.</summary>
    public IReadOnlyList<ByteRange> Audio() => [.. AudioPages().Select(page => page.Body)];

    /// <summary>A hash of what the headers of these pages say, except for their numbers.</summary>
    public TagElement AudioHeaders()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[17];
        foreach (var page in AudioPages())
        {
            bytes[0] = page.Flags;
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[1..], page.Serial);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[5..], page.Granule);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[13..], page.BodyLength);
            hash.AppendData(bytes);
        }
        return new TagElement("ogg", "pages", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Writes new comments, and new numbers to the pages behind them where the comments have more or fewer pages than before.</summary>
    /// <param name="file">The file that was read.</param>
    /// <param name="comments">The comments of each of <see cref="Streams"/>.</param>
    /// <exception cref="TagException">The comments are too large, or a page is damaged.</exception>
    public void Rewrite(FileStream file, IReadOnlyList<CommentTag> comments)
    {
        var parts = new List<FilePart>();
        var renumbered = new List<(OggPage Page, long At, uint Sequence)>();
        long kept = 0;
        long moved = 0;
        foreach (var ((stream, link), i) in _streams.Select((stream, i) => (stream, i)))
        {
            var old = stream.CommentPages;
            var (bytes, count) = stream.NewCommentPages(comments[i]);
            parts.Add(FilePart.Keep(kept, old[0].Start));
            parts.Add(FilePart.Add(bytes));
            kept = old[0].End;
            // Pages of other streams may be between those of the comments.
            foreach (var page in old.Skip(1))
            {
                parts.Add(FilePart.Keep(kept, page.Start));
                kept = page.End;
            }
            moved += bytes.Length - old.Sum(page => page.End - page.Start);
            if (count == old.Count) continue;
            var added = (uint)(count - old.Count);
            renumbered.AddRange(_pages.Take(link).Where(page => page.Serial == old[0].Serial && page.Start >= kept)
                .Select(page => (page, page.Start + moved, page.Sequence + added)));
        }
        parts.Add(FilePart.Keep(kept, file.Length));
        if (moved != 0 && _hasIndex) throw new TagException(TagErrors.Unsupported, "The index in the Ogg file holds the positions of its pages.");
        FilePart.Rewrite(file, parts);
        foreach (var (page, at, sequence) in renumbered)
        {
            var bytes = page.Bytes(file, at);
            OggPage.SetSequence(bytes, sequence);
            file.Position = at;
            file.Write(bytes);
        }
    }

    private IEnumerable<OggPage> AudioPages()
    {
        var headers = _streams.SelectMany(link => link.Stream.Pages).Select(page => page.Start).ToHashSet();
        return _pages.Where(page => !headers.Contains(page.Start));
    }

    private void AddLink(FileStream file, Range link)
    {
        var firsts = _pages.Take(link).Where(page => page.Has(OggPage.First)).ToList();
        if (firsts.Count == 0 || firsts.DistinctBy(page => page.Serial).Count() != firsts.Count) throw Damaged();
        _hasIndex |= firsts.Exists(first => IsIndex(first.Bytes(file, first.Start).AsSpan(first.HeaderLength)));
        var stream = firsts.Select(first => OggStream.Read(file, _pages.Take(link).Where(page => page.Serial == first.Serial)))
            .FirstOrDefault(stream => stream is not null);
        _streams.Add((stream ?? throw new TagException(TagErrors.Unsupported, "The comments of this kind of Ogg stream are not supported."), link));
        _headerBytes += stream.Packets.Sum(packet => (long)packet.Length);
        if (_headerBytes > OggStream.MostHeaderBytes) throw new TagException(TagErrors.Unsupported, "The headers of the Ogg file are larger than 64 MB.");
    }

    // Skeleton streams have an index from version 4 on.
    private static bool IsIndex(ReadOnlySpan<byte> packet) => packet.StartsWith("fishead\0"u8) && packet is [_, _, _, _, _, _, _, _, >= 4, ..];

    // What is shorter than a page can be a cut last page or a tag of another format; a page in it would be behind a damaged one.
    private static bool HasPages(FileStream file, long start)
    {
        if (file.Length - start >= OggPage.MostBytes) return true;
        return file.ReadUpTo(start + 1, OggPage.MostBytes).AsSpan().IndexOf("OggS"u8) >= 0;
    }

    private static TagException Damaged() => new(TagErrors.Unreadable, "The pages of the Ogg file are damaged.");
}
