namespace GenreQueue.Library.Tags.Ape;

/// <summary>Monkey's Audio, WavPack, Musepack, TTA and OptimFROG: formats whose usual tag is APE.</summary>
internal sealed class ApeFormat : ITagFormat
{
    /// <inheritdoc/>
    public bool Recognises(FileStream file) => ApeFile.FormatOf(file) is not null;

    /// <inheritdoc/>
    public TagReading Read(FileStream file)
    {
        var layout = ApeFile.Read(file);
        var tags = layout.ApeTags();
        return new TagReading(
            layout.Format,
            GenreValues.Distinct(tags.SelectMany(tag => ApeGenre.Genres(tag.Tag))),
            tags.Select(tag => ApeGenre.Provenance(tag.Tag)).FirstOrDefault(provenance => provenance is not null),
            new GenreSnapshot([.. tags.Select(tag => tag.Container)], [.. tags.SelectMany(tag => ApeGenre.Fields(tag.Tag, tag.Container))]),
            [.. tags.SelectMany(tag => ApeGenre.Others(tag.Tag, tag.Container)), .. layout.Foreign().Select(part => TagElement.Of(part.Name, "", file, part.Range))],
            [layout.Audio]);
    }

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write)
    {
        var layout = ApeFile.Read(file);
        RefuseId3(layout);
        var tags = layout.ApeTags().Select(tag => tag.Tag).ToList();
        ApeTag? created = null;
        if (tags.Count == 0 && write.Genres.Count > 0) tags.Add(created = ApeTag.Create());
        var written = tags.Where(tag => tag.Items.Exists(ApeGenre.IsGenre)).DefaultIfEmpty(tags.LastOrDefault()).ToList();
        foreach (var tag in tags)
        {
            ApeGenre.Write(tag, written.Contains(tag) ? write : new GenreWrite([], null));
        }
        FilePart.Rewrite(file, layout.Parts(created, removed: []));
    }

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot)
    {
        var layout = ApeFile.Read(file);
        RefuseId3(layout);
        var tags = layout.ApeTags();
        if (snapshot.Fields.Any(field => !tags.Any(tag => tag.Container == field.Container)))
        {
            throw new TagException(TagErrors.NotKept, "The tag that held the genre is no longer in the file.");
        }
        foreach (var (tag, container) in tags) ApeGenre.Restore(tag, snapshot.Fields.Where(field => field.Container == container));
        var removed = tags.Where(tag => !snapshot.Containers.Contains(tag.Container) && tag.Tag.IsEmpty).Select(tag => tag.Tag);
        FilePart.Rewrite(file, layout.Parts(created: null, [.. removed]));
    }

    private static void RefuseId3(ApeFile layout)
    {
        if (layout.Foreign().Any(part => part.Name.StartsWith("id3", StringComparison.Ordinal)))
        {
            throw new TagException(TagErrors.Unsupported, "ID3 tags beside an APE tag are not supported.");
        }
    }
}
