using System.Text;

namespace GenreQueue.Library.Tags.Ape;

/// <summary>The layout of a file of one of the formats whose usual tag is APE.</summary>
/// <param name="Format">Short name of the format.</param>
/// <param name="Id3v2">ID3v2 tags in front of the audio.</param>
/// <param name="Front">An APE tag in front of the audio, behind those of ID3v2.</param>
/// <param name="Audio">The audio.</param>
/// <param name="Tail">The tags behind the audio.</param>
internal sealed record ApeFile(string Format, IReadOnlyList<ByteRange> Id3v2, ApeTag? Front, ByteRange Audio, IReadOnlyList<TailPart> Tail)
{
    private const int MagicLength = 4;

    /// <summary>Short name of the format of a file; null if it is none of these.</summary>
    /// <exception cref="TagException">The APE tag in front of the audio is damaged.</exception>
    public static string? FormatOf(FileStream file) => FormatAt(file, Start(file).Audio);

    /// <summary>Reads the layout of a file that has one of the formats.</summary>
    /// <exception cref="TagException">One of the tags is damaged.</exception>
    public static ApeFile Read(FileStream file)
    {
        var (id3v2, front, start) = Start(file);
        var tail = FileTail.Read(file, start);
        var end = tail.Count == 0 ? file.Length : tail[0].Range.Start;
        return new ApeFile(FormatAt(file, start)!, id3v2, front, new ByteRange(start, end - start), tail);
    }

    /// <summary>The tags that are not APE with their names, in the order of the file.</summary>
    public IEnumerable<(string Name, ByteRange Range)> Foreign() =>
    [
        .. Id3v2.Select(range => ("id3v2", range)),
        .. Tail.Where(part => part.Ape is null).Select(part => (part.Kind.ToString().ToLowerInvariant(), part.Range)),
    ];

    /// <summary>The file with the present items of its APE tags.</summary>
    /// <param name="created">A new tag behind the audio.</param>
    /// <param name="removed">Tags to leave out.</param>
    public IReadOnlyList<FilePart> Parts(ApeTag? created, IReadOnlyCollection<ApeTag> removed)
    {
        FilePart Of(ApeTag? tag) => FilePart.Add(tag is null || removed.Contains(tag) ? default : tag.ToBytes());
        return
        [
            .. Id3v2.Select(range => new FilePart(range, default)),
            Of(Front),
            new FilePart(Audio, default),
            Of(created),
            .. Tail.Select(part => part.Ape is { } tag ? Of(tag) : new FilePart(part.Range, default)),
        ];
    }

    /// <summary>The APE tags with their names in a snapshot, in the order of the file.</summary>
    public IReadOnlyList<(ApeTag Tag, string Container)> ApeTags()
    {
        var tags = Tail.Select(part => part.Ape).Prepend(Front).OfType<ApeTag>().ToList();
        return [.. tags.Select((tag, i) => (tag, i == 0 ? tag.Container : $"{tag.Container}:{i + 1}"))];
    }

    private static string? FormatAt(FileStream file, long start)
    {
        var magic = Bytes(file, start, MagicLength);
        return Encoding.Latin1.GetString(magic) switch
        {
            "MAC " => "ape",
            "wvpk" => "wv",
            "MPCK" => "mpc",
            ['M', 'P', '+', _] => "mpc",
            "TTA1" or "TTA2" => "tta",
            "OFR " => "ofr",
            _ => null,
        };
    }

    private static (IReadOnlyList<ByteRange> Id3v2, ApeTag? Front, long Audio) Start(FileStream file)
    {
        var (id3v2, end) = Id3v2At(file);
        var front = ApeTag.StartingAt(file, end, file.Length);
        return (id3v2, front, end + (front?.Range.Length ?? 0));
    }

    private static (List<ByteRange> Tags, long End) Id3v2At(FileStream file)
    {
        const int headerLength = 10;
        var tags = new List<ByteRange>();
        long end = 0;
        while (Bytes(file, end, headerLength) is { Length: headerLength } header && header.AsSpan().StartsWith("ID3"u8))
        {
            var size = header[6..].Aggregate(0, (sum, digit) => (sum << 7) | (digit & 0x7F));
            var footer = (header[5] & 0x10) != 0 ? headerLength : 0;
            tags.Add(new ByteRange(end, headerLength + size + footer));
            end += tags[^1].Length;
        }
        return (tags, end);
    }

    private static byte[] Bytes(FileStream file, long start, int length)
    {
        var bytes = new byte[Math.Clamp(file.Length - start, 0, length)];
        file.Position = start;
        file.ReadExactly(bytes);
        return bytes;
    }
}
