namespace GenreQueue.Library.Tags.Xiph;

/// <summary>Distributes header packets over the pages of an Ogg stream.</summary>
internal static class OggPagination
{
    /// <summary>Builds pages with as many segments as those until now, as far as these reach, so that their number seldom changes.</summary>
    /// <param name="packets">The packets; the first begins a page and the last ends one.</param>
    /// <param name="old">The pages until now.</param>
    /// <returns>The pages one after the other, and their number.</returns>
    public static (byte[] Bytes, int Count) Build(IReadOnlyList<byte[]> packets, IReadOnlyList<OggPage> old)
    {
        var segments = packets.SelectMany(packet => Segments(packet.Length)).ToArray();
        var packed = new MemoryStream();
        foreach (var packet in packets) packed.Write(packet);
        var body = packed.GetBuffer();
        var pages = new MemoryStream();
        var count = 0;
        var continues = false;
        for (int from = 0, at = 0; from < segments.Length; count++)
        {
            var most = count < old.Count - 1 ? Math.Max(1, old[count].SegmentCount) : OggPage.MostSegments;
            var part = segments.AsSpan(from, Math.Min(most, segments.Length - from));
            var length = 0;
            foreach (var segment in part) length += segment;
            from += part.Length;

            var flags = (continues ? OggPage.Continued : 0) | (old[^1].Has(OggPage.Last) && from == segments.Length ? OggPage.Last : 0);
            var granule = part.ContainsAnyExcept((byte)OggPage.MostSegments) ? 0 : -1;
            pages.Write(OggPage.Build((byte)flags, granule, old[0].Serial, old[0].Sequence + (uint)count, part, body.AsSpan(at, length)));
            at += length;
            continues = part[^1] == OggPage.MostSegments;
        }
        return (pages.ToArray(), count);
    }

    // A segment of less than 255 bytes, which may be empty, ends a packet.
    private static IEnumerable<byte> Segments(int length) =>
        Enumerable.Repeat((byte)OggPage.MostSegments, length / OggPage.MostSegments).Append((byte)(length % OggPage.MostSegments));
}
