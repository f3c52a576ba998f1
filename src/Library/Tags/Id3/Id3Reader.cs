namespace GenreQueue.Library.Tags.Id3;

/// <summary>Reads ID3v2 tags from files.</summary>
internal static class Id3Reader
{
    private const int MostTags = 16;

    /// <summary>Where the tags at the start of a file are, one behind the other.</summary>
    /// <exception cref="TagException">The size in a header is damaged.</exception>
    public static IReadOnlyList<ByteRange> InFront(FileStream file)
    {
        var tags = new List<ByteRange>();
        long end = 0;
        while (LengthAt(file, end, file.Length) is { } length)
        {
            if (tags.Count == MostTags) throw new TagException(TagErrors.Unsupported, $"More than {MostTags} ID3 tags are not supported.");
            tags.Add(new ByteRange(end, length));
            end += length;
        }
        return tags;
    }

    /// <summary>Number of bytes of the tag at an offset; null if there is none.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="start">Offset of the header.</param>
    /// <param name="end">Where the tag must have ended.</param>
    /// <exception cref="TagException">The size in the header is damaged.</exception>
    public static int? LengthAt(FileStream file, long start, long end)
    {
        if (end - start < Id3Header.Length) return null;
        var header = file.ReadAt(start, Id3Header.Length);
        return header.AsSpan().StartsWith("ID3"u8) ? Id3Header.TagLength(header, end - start) : null;
    }

    /// <summary>Where the tag is whose footer ends at an offset; null if there is none.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="lowest">Where the tag may begin at the earliest.</param>
    /// <param name="end">Offset behind the footer.</param>
    public static ByteRange? EndingAt(FileStream file, long lowest, long end)
    {
        if (end - lowest < 2 * Id3Header.Length) return null;
        var footer = file.ReadAt(end - Id3Header.Length, Id3Header.Length);
        if (!footer.AsSpan().StartsWith("3DI"u8) || Id3Number.ReadSynchsafe(footer.AsSpan(6)) is not { } size) return null;
        var range = new ByteRange(end - size - 2 * Id3Header.Length, size + 2 * Id3Header.Length);
        // The three letters can also be part of the audio.
        return range.Start >= lowest && file.ReadAt(range.Start, 3).AsSpan().SequenceEqual("ID3"u8) ? range : null;
    }

    /// <summary>Reads a tag.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="range">The whole tag.</param>
    /// <exception cref="TagException">It is damaged or of an unknown version.</exception>
    public static Id3Tag Read(FileStream file, ByteRange range)
    {
        var header = file.ReadAt(range with { Length = Id3Header.Length });
        if (Id3Header.TagLength(header, range.Length) != range.Length) throw new TagException(TagErrors.Unreadable, "The size of the ID3 tag is damaged.");
        return Id3Tag.Parse(file.ReadAt(range));
    }
}
