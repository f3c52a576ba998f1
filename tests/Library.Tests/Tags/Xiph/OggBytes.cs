using GenreQueue.Library.Tags.Xiph;

namespace GenreQueue.Library.Tests.Tags.Xiph;

/// <summary>Takes Ogg files apart and builds them.</summary>
internal static class OggBytes
{
    private const uint Serial = 7;

    /// <summary>Something that begins like Opus: an identification, these comments on as many pages as they need, and audio.</summary>
    public static byte[] Opus(byte[] comments)
    {
        var first = OggPage.Build(OggPage.First, 0, Serial, 0, [19], [.. "OpusHead"u8, .. new byte[11]]);
        var layout = new OggPage(0, 27 + OggPage.MostSegments, 0, 0, Serial, 1, 0);
        var (pages, count) = OggPagination.Build([[.. "OpusTags"u8, .. comments]], [layout]);
        var audio = OggPage.Build(OggPage.Last, 960, Serial, (uint)count + 1, [200], new byte[200]);
        return [.. first, .. pages, .. audio];
    }

    /// <summary>The pages of a file.</summary>
    public static List<byte[]> Pages(byte[] file)
    {
        var pages = new List<byte[]>();
        for (var at = 0; at < file.Length; at += pages[^1].Length)
        {
            var segments = OggPage.Segments(file.AsSpan(at));
            var length = 27 + segments.Length;
            foreach (var segment in segments) length += segment;
            pages.Add(file[at..(at + length)]);
        }
        return pages;
    }

    /// <summary>The stream of a page and its number there.</summary>
    public static (uint Serial, uint Sequence) Number(byte[] page) => (BitConverter.ToUInt32(page, 14), BitConverter.ToUInt32(page, 18));

    /// <summary>Whether the pages of each stream are numbered from 0 without a gap.</summary>
    public static bool IsNumbered(byte[] file) => Pages(file).Select(Number).GroupBy(number => number.Serial)
        .All(stream => stream.Select(number => (int)number.Sequence).SequenceEqual(Enumerable.Range(0, stream.Count())));
}
