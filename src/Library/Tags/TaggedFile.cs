namespace GenreQueue.Library.Tags;

/// <summary>A file as the sequence of its pieces.</summary>
/// <param name="format">Short name of the file format.</param>
/// <param name="pieces">All of the file, in its order, and tags that are to be created.</param>
internal sealed class TaggedFile(string format, IReadOnlyList<FilePiece> pieces)
{
    private readonly IReadOnlyList<(IGenreTag Tag, string Container)> _tags = Named(pieces);
    private readonly HashSet<IGenreTag> _changed = [];
    private readonly HashSet<IGenreTag> _removed = [];

    /// <summary>Tags that are to be removed, after <see cref="Restore"/>.</summary>
    public IReadOnlySet<IGenreTag> Removed => _removed;

    /// <summary>What the file holds.</summary>
    public TagReading Read()
    {
        var exact = _tags.SelectMany(at => at.Tag.IsApproximate ? [] : at.Tag.Genres).ToList();
        return new TagReading(
            format,
            GenreValues.Distinct(exact.Count > 0 ? exact : _tags.SelectMany(at => at.Tag.Genres)),
            _tags.Select(at => at.Tag.Provenance).FirstOrDefault(provenance => provenance is not null),
            new GenreSnapshot([.. _tags.Select(at => at.Container)], [.. _tags.SelectMany(at => at.Tag.Fields(at.Container))]),
            [.. pieces.SelectMany(Others)],
            [.. pieces.Select(piece => piece.Audio).OfType<ByteRange>()]);
    }

    /// <summary>Writes into some tags, and into those that hold a genre already so that they do not disagree.</summary>
    /// <exception cref="TagException">A tag cannot hold what is written.</exception>
    public void Write(GenreWrite write, params IEnumerable<IGenreTag> into)
    {
        foreach (var tag in _tags.Select(at => at.Tag).Where(tag => tag.HasGenre || into.Contains(tag)))
        {
            tag.Write(write);
            _changed.Add(tag);
        }
    }

    /// <summary>Puts the fields of a snapshot back, and removes tags that the file did not have then if nothing else is in them.</summary>
    /// <exception cref="TagException">A tag of the snapshot is no longer there.</exception>
    public void Restore(GenreSnapshot snapshot)
    {
        if (snapshot.Fields.Any(field => !_tags.Any(at => at.Container == field.Container)))
        {
            throw new TagException(TagErrors.NotKept, "The tag that held the genre is no longer in the file.");
        }
        foreach (var (tag, container) in _tags)
        {
            var fields = snapshot.Fields.Where(field => field.Container == container).ToList();
            if (fields.Count == 0 && !tag.HasGenre) continue;
            tag.Restore(fields);
            _changed.Add(tag);
            if (!snapshot.Containers.Contains(container) && tag.HasNothingElse) _removed.Add(tag);
        }
    }

    /// <summary>Writes the changed tags into the file.</summary>
    /// <param name="file">Open for reading and writing.</param>
    /// <param name="wrap">Makes the bytes of a piece from those of its tag; empty for a removed tag.</param>
    /// <exception cref="TagException">A tag would be too large.</exception>
    public void Save(FileStream file, Func<FilePiece, byte[], byte[]> wrap)
    {
        FilePart Part(FilePiece piece) => piece.Tag is not { } tag || !_changed.Contains(tag)
            ? new FilePart(piece.Range, default)
            : FilePart.Add(_removed.Contains(tag) ? default : wrap(piece, tag.ToBytes((int)piece.TagLength)));

        var distance = pieces.TakeWhile(piece => piece.Audio is null).Sum(piece => Part(piece).Length - piece.Range.Length);
        if (distance != 0) _changed.UnionWith(_tags.Select(at => at.Tag).Where(tag => tag.Shift(distance)));
        FilePart.Rewrite(file, [.. pieces.Select(Part)]);
    }

    private IEnumerable<TagElement> Others(FilePiece piece)
    {
        if (piece.Tag is { } tag) return tag.Others(_tags.First(at => at.Tag == tag).Container);
        return piece.Other is { } other ? [other] : [];
    }

    private static List<(IGenreTag Tag, string Container)> Named(IReadOnlyList<FilePiece> pieces)
    {
        var named = new List<(IGenreTag, string)>();
        foreach (var tags in pieces.Select(piece => piece.Tag).OfType<IGenreTag>().GroupBy(tag => tag.Container))
        {
            named.AddRange(tags.Select((tag, i) => (tag, i == 0 ? tags.Key : $"{tags.Key}:{i + 1}")));
        }
        return named;
    }
}
