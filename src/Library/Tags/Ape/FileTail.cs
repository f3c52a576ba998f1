using System.Globalization;
using System.Text;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Ape;

/// <summary>One of the tags behind the audio of a file.</summary>
/// <param name="Kind">Which of the tags.</param>
/// <param name="Range">Where it is.</param>
/// <param name="Ape">Its content if it is an APE tag.</param>
internal sealed record TailPart(TailKind Kind, ByteRange Range, ApeTag? Ape = null)
{
    /// <summary>The part as a piece whose genre can be changed.</summary>
    /// <exception cref="TagException">The tag is damaged.</exception>
    public FilePiece ToPiece(FileStream file) => Kind switch
    {
        TailKind.Id3v2 => new(Range) { Tag = Id3Reader.Read(file, Range) },
        TailKind.Id3v1 or TailKind.Id3v1Extension => new(Range) { Tag = Id3v1Tag.Read(file, Range) },
        TailKind.Ape => new(Range) { Tag = new ApeGenreTag(Ape!) },
        _ => new(Range) { Other = ToElement(file) },
    };

    /// <summary>The part as an element that never changes.</summary>
    public TagElement ToElement(FileStream file) => TagElement.Of(Kind.ToString().ToLowerInvariant(), "", file, Range);
}

/// <summary>The tags that can be behind the audio.</summary>
internal enum TailKind
{
    /// <summary>ID3v1, the last 128 bytes.</summary>
    Id3v1,

    /// <summary>The extension of ID3v1 by longer texts, in front of it.</summary>
    Id3v1Extension,

    /// <summary>Lyrics3 of version 1 or 2, in front of ID3v1.</summary>
    Lyrics3,

    /// <summary>APE of version 1 or 2.</summary>
    Ape,

    /// <summary>ID3v2.4 with a footer.</summary>
    Id3v2,
}

/// <summary>Finds the tags behind the audio of a file: APE, Lyrics3, ID3v1 and ID3v2 in whatever order they are.</summary>
internal static class FileTail
{
    private const int Id3v1Length = 128;
    private const int ExtensionLength = 227;
    private const int LongestLyrics3v1 = 5_120;
    private const int MostParts = 16;

    /// <summary>Reads the tags from the end of the file towards its start.</summary>
    /// <param name="file">Its position changes.</param>
    /// <param name="lowest">Where the first of them may begin at the earliest.</param>
    /// <returns>The tags in the order of the file; they are adjacent, and the last one ends with the file.</returns>
    /// <exception cref="TagException">One of them is damaged.</exception>
    public static IReadOnlyList<TailPart> Read(FileStream file, long lowest)
    {
        var parts = new List<TailPart>();
        var end = file.Length;
        if (IsId3v1(file, lowest, end)) parts.Add(new(TailKind.Id3v1, new(end - Id3v1Length, Id3v1Length)));
        while (true)
        {
            if (parts.Count > 0) end = parts[^1].Range.Start;
            if (Before(file, lowest, end) is not { } part) break;
            if (parts.Count == MostParts) throw new TagException(TagErrors.Unsupported, $"More than {MostParts} tags behind the audio are not supported.");
            parts.Add(part);
        }
        parts.Reverse();
        return parts;
    }

    private static TailPart? Before(FileStream file, long lowest, long end)
    {
        if (ApeTag.EndingAt(file, lowest, end) is { } ape) return new(TailKind.Ape, ape.Range, ape);
        if (Id3Reader.EndingAt(file, lowest, end) is { } id3) return new(TailKind.Id3v2, id3);
        if (Lyrics3(file, lowest, end) is { } start) return new(TailKind.Lyrics3, new(start, end - start));
        return end < file.Length && Text(file, lowest, end - ExtensionLength, 4) == "TAG+"
            ? new(TailKind.Id3v1Extension, new(end - ExtensionLength, ExtensionLength))
            : null;
    }

    // The header of a short APE tag has the letters TAG in the right place too.
    private static bool IsId3v1(FileStream file, long lowest, long end) =>
        Text(file, lowest, end - Id3v1Length, 3) == "TAG" && Text(file, lowest, end - Id3v1Length - 3, 8) != "APETAGEX";

    private static long? Lyrics3(FileStream file, long lowest, long end)
    {
        const string begin = "LYRICSBEGIN";
        switch (Text(file, lowest, end - 9, 9))
        {
            case "LYRICS200":
                if (!int.TryParse(Text(file, lowest, end - 15, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return null;
                return Text(file, lowest, end - 15 - length, begin.Length) == begin ? end - 15 - length : null;
            case "LYRICSEND":
                var from = Math.Max(lowest, end - LongestLyrics3v1);
                var at = Text(file, lowest, from, (int)(end - from))!.LastIndexOf(begin, StringComparison.Ordinal);
                return at < 0 ? null : from + at;
            default:
                return null;
        }
    }

    private static string? Text(FileStream file, long lowest, long start, int length)
    {
        if (start < lowest || start + length > file.Length) return null;
        return Encoding.Latin1.GetString(file.ReadAt(start, length));
    }
}
