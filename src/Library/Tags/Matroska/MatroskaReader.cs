namespace GenreQueue.Library.Tags.Matroska;

/// <summary>Reads genre, provenance and the hashes of everything else.</summary>
internal static class MatroskaReader
{
    /// <summary>Reads the tags of a file.</summary>
    /// <exception cref="TagException">The file is damaged.</exception>
    public static TagReading Read(FileStream file)
    {
        var layout = MatroskaLayout.Read(file);
        var tags = Tags(file, layout);
        return new TagReading(
            layout.DocType,
            tags.Genres,
            tags.Provenance,
            tags.Snapshot,
            [.. Others(file, layout), .. tags.Others],
            [.. layout.Elements.Where(element => element.Id == MatroskaIds.Cluster).Select(element => new ByteRange(element.Start, element.End - element.Start))]);
    }

    /// <summary>The tags of a file.</summary>
    /// <exception cref="TagException">They are damaged.</exception>
    public static MatroskaTags Tags(FileStream file, MatroskaLayout layout) =>
        new(layout.Elements.Where(element => element.Id == MatroskaIds.Tags).Select(element => MatroskaLayout.Load(file, element)));

    private static IEnumerable<TagElement> Others(FileStream file, MatroskaLayout layout)
    {
        yield return TagElement.Of("", "start", file, new ByteRange(0, layout.SegmentStart));
        foreach (var element in layout.Elements)
        {
            if (element.Id is MatroskaIds.Void or MatroskaIds.Tags or MatroskaIds.Cluster) continue;
            if (element.Id == MatroskaIds.SeekHead)
            {
                foreach (var entry in SeekEntries(MatroskaLayout.Load(file, element), layout)) yield return entry;
            }
            else
            {
                yield return TagElement.Of("segment", element.Id.ToString("X", null), file, new ByteRange(element.Start, element.End - element.Start));
            }
        }
        yield return TagElement.Of("", "end", file, new ByteRange(layout.SegmentEnd, layout.Length - layout.SegmentEnd));
    }

    // The table names positions: what must not change is which element each of them is.
    private static IEnumerable<TagElement> SeekEntries(Element table, MatroskaLayout layout)
    {
        var targets = layout.Elements.Where(element => element.Id is not (MatroskaIds.Void or MatroskaIds.Tags)).Select((element, i) => (Position: element.Start - layout.Origin, i)).ToDictionary();
        foreach (var entry in new SeekTable(table).Entries.Where(entry => entry.Target != MatroskaIds.Tags))
        {
            var target = targets.TryGetValue(entry.Position, out var number) ? number : -1 - entry.Position;
            yield return TagElement.Of("seek", entry.Target.ToString("X", null), BitConverter.GetBytes(target));
        }
    }
}
