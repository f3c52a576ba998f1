namespace GenreQueue.Library.Tags.Matroska;

/// <summary>Writes a file whose tags have changed. Nothing that positions point to is ever moved: tags that need more room move to the end.</summary>
internal sealed class MatroskaWriter
{
    private const int GapLimit = 16 << 20;

    private readonly FileStream _file;
    private readonly MatroskaLayout _layout;

    private MatroskaWriter(FileStream file, MatroskaLayout layout) => (_file, _layout) = (file, layout);

    /// <summary>Changes the tags of a file.</summary>
    /// <param name="file">Open for reading and writing.</param>
    /// <param name="change">Changes the tags in memory.</param>
    /// <exception cref="TagException">The file is damaged, or something in it would break.</exception>
    public static void Write(FileStream file, Action<MatroskaTags> change)
    {
        var layout = MatroskaLayout.Read(file);
        if (layout.Elements.Count(element => element.Id == MatroskaIds.Tags) > 1) throw MatroskaErrors.Unsupported("it has several lists of tags.");
        if (layout.Elements.Any(element => element.Id == MatroskaIds.Crc32)) throw MatroskaErrors.Unsupported("a checksum covers all of it.");

        var tags = MatroskaReader.Tags(file, layout);
        change(tags);
        new MatroskaWriter(file, layout).Save(tags.ToElement());
    }

    private void Save(Element? tags)
    {
        var old = _layout.Elements.FirstOrDefault(element => element.Id == MatroskaIds.Tags);
        if (old is null)
        {
            if (tags is not null) Append(tags);
            return;
        }
        var end = EndOfGap(old);
        if (end == _layout.SegmentEnd) Resize(old, tags);
        else if (Filled(tags, end - old.Start) is { } bytes) Overwrite(old.Start, bytes);
        else Append(tags!, old);
        if (tags is null) Seek(position: null);
    }

    private static byte[]? Filled(Element? tags, long length) => tags is null ? Element.Void((int)length) : tags.Filling(length);

    // Nothing is behind the tags, so they end where they end.
    private void Resize(SegmentElement old, Element? tags)
    {
        var bytes = tags?.Bytes ?? default;
        SetSegmentSize(old.Start + bytes.Length);
        FilePart.Rewrite(_file, [FilePart.Keep(0, old.Start), FilePart.Add(bytes), FilePart.Keep(_layout.SegmentEnd, _layout.Length)]);
    }

    private void Append(Element tags, SegmentElement? old = null)
    {
        Seek(_layout.SegmentEnd - _layout.Origin);
        if (old is not null) Overwrite(old.Start, Element.Void((int)(old.End - old.Start)));
        SetSegmentSize(_layout.SegmentEnd + tags.Bytes.Length);
        FilePart.Rewrite(_file, [FilePart.Keep(0, _layout.SegmentEnd), FilePart.Add(tags.Bytes), FilePart.Keep(_layout.SegmentEnd, _layout.Length)]);
    }

    // Players that do not read to the end find the tags by the table only.
    private void Seek(long? position)
    {
        var tables = _layout.Elements.Where(element => element.Id == MatroskaIds.SeekHead).Select(element => (Element: element, Table: new SeekTable(MatroskaLayout.Load(_file, element)))).ToList();
        var found = tables.FindIndex(at => at.Table.HasTags);
        if (found < 0 && position is null) return;
        if (tables.Count == 0) throw MatroskaErrors.Unsupported("there is no room for it, and the file has no table (SeekHead) that could tell where it is; write the file anew with mkvmerge or ffmpeg first.");

        var (element, table) = tables[Math.Max(found, 0)];
        var bytes = table.WithTags(position).Filling(EndOfGap(element) - element.Start)
            ?? throw MatroskaErrors.Unsupported("there is no room for it in the table of the file's parts (SeekHead); write the file anew with mkvmerge or ffmpeg first.");
        Overwrite(element.Start, bytes);
    }

    // Where the elements that mean nothing behind an element end.
    private long EndOfGap(SegmentElement element)
    {
        var end = element.End;
        foreach (var next in _layout.Elements.SkipWhile(other => other != element).Skip(1))
        {
            if (next.Id != MatroskaIds.Void || next.End - element.End > GapLimit) break;
            end = next.End;
        }
        return end;
    }

    private void SetSegmentSize(long end)
    {
        if (_layout.Segment.Size >= 0) Overwrite(_layout.SegmentStart + _layout.Segment.IdWidth, Vint.SizeBytes(end - _layout.Origin, _layout.Segment.SizeWidth));
    }

    private void Overwrite(long at, byte[] bytes)
    {
        _file.Position = at;
        _file.Write(bytes);
    }
}
