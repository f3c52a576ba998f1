namespace GenreQueue.Library.Tags.Matroska;

/// <summary>An entry of a seek table.</summary>
/// <param name="Element">The entry.</param>
/// <param name="Target">Identifier of what it points to; 0 if it names none.</param>
/// <param name="Position">Where that is, counted from the start of the segment's content.</param>
internal sealed record SeekEntry(Element Element, uint Target, long Position);

/// <summary>A seek table (<c>SeekHead</c>): where the elements of a segment are.</summary>
/// <param name="source">The element.</param>
internal sealed class SeekTable(Element source)
{
    /// <summary>The entries in their order.</summary>
    /// <exception cref="TagException">The table is damaged.</exception>
    public IReadOnlyList<SeekEntry> Entries { get; } = [.. source.Children().Where(child => child.Id == MatroskaIds.Seek).Select(Parse)];

    /// <summary>Whether an entry points to the tags.</summary>
    public bool HasTags => Entries.Any(entry => entry.Target == MatroskaIds.Tags);

    /// <summary>The table with another position of the tags.</summary>
    /// <param name="position">The position; null for none.</param>
    public Element WithTags(long? position)
    {
        var children = source.Children();
        var old = Entries.FirstOrDefault(entry => entry.Target == MatroskaIds.Tags);
        FieldList.Replace(
            children,
            child => Entries.Any(entry => entry.Element == child && entry.Target == MatroskaIds.Tags),
            position is null ? [] : [Entry(position.Value, old)]);
        return Element.Of(MatroskaIds.SeekHead, children);
    }

    private static Element Entry(long position, SeekEntry? old)
    {
        // Not shorter than it was, so that the table keeps its length if it can.
        var width = Math.Max(old?.Element.Children().Find(part => part.Id == MatroskaIds.SeekPosition)?.Payload.Length ?? 1, 1);
        while (width < 8 && position >> (8 * width) != 0) width++;
        return Element.Of(
            MatroskaIds.Seek,
            [Element.Of(MatroskaIds.SeekId, Vint.IdBytes(MatroskaIds.Tags)), Element.Of(MatroskaIds.SeekPosition, Vint.NumberBytes((ulong)position, width))]);
    }

    private static SeekEntry Parse(Element entry)
    {
        var parts = entry.Children();
        var target = parts.Find(part => part.Id == MatroskaIds.SeekId)?.Number ?? 0;
        return new SeekEntry(entry, target <= uint.MaxValue ? (uint)target : 0, (long)(parts.Find(part => part.Id == MatroskaIds.SeekPosition)?.Number ?? 0));
    }
}
