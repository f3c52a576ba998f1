namespace GenreQueue.Library.Tags.Matroska;

/// <summary>The tags of a Matroska file, to be read and changed in memory.</summary>
internal sealed class MatroskaTags
{
    private const string List = "tags";
    private readonly List<Element> _before = [];
    private readonly List<MatroskaTag> _tags = [];
    private readonly List<Element> _others = [];

    /// <param name="elements">The <c>Tags</c> elements of the file.</param>
    /// <exception cref="TagException">They are damaged.</exception>
    public MatroskaTags(IEnumerable<Element> elements)
    {
        _before.AddRange(elements);
        foreach (var child in _before.SelectMany(element => element.Children()))
        {
            if (child.Id == MatroskaIds.Tag) _tags.Add(new MatroskaTag(NextName(), child));
            else if (child.Id != MatroskaIds.Void) _others.Add(child);
        }
    }

    /// <summary>The genres.</summary>
    public IReadOnlyList<string> Genres => GenreValues.Distinct(_tags.SelectMany(tag => tag.Genres));

    /// <summary>The provenance.</summary>
    public Provenance? Provenance => ProvenanceFields.Parse(_tags.SelectMany(tag => tag.OwnFields));

    /// <summary>Genre and provenance as they are.</summary>
    public GenreSnapshot Snapshot => new([.. _before.Count > 0 ? [List] : (string[])[], .. _tags.Select(tag => tag.Name)], [.. _tags.SelectMany(tag => tag.Fields)]);

    /// <summary>Everything else.</summary>
    public IEnumerable<TagElement> Others => _tags.SelectMany(tag => tag.Others)
        .Concat(_others.Where(other => other.Id != MatroskaIds.Crc32).Select(other => TagElement.Of(List, other.Id.ToString("X", null), other.Bytes.Span)));

    /// <summary>The element that holds all tags; null if there are none.</summary>
    public Element? ToElement() => _tags.Count == 0 && _before.Count == 0
        ? null
        : Element.Of(MatroskaIds.Tags, [.. _others, .. _tags.Select(tag => tag.ToElement())]);

    /// <summary>Changes genre and provenance.</summary>
    public void Write(GenreWrite write)
    {
        var holders = _tags.Where(tag => tag.HasGenre).ToList();
        if (holders.Count == 0 && write.Genres.Count > 0) holders.Add(Main());
        foreach (var holder in holders) holder.SetGenres(write.Genres);

        var own = write.Provenance is null ? null : Main();
        foreach (var tag in _tags) tag.SetProvenance(tag == own ? write.Provenance : null);
    }

    /// <summary>Puts genre and provenance back.</summary>
    /// <exception cref="TagException">A tag that held a genre is gone.</exception>
    public void Restore(GenreSnapshot snapshot)
    {
        if (snapshot.Fields.Any(field => !_tags.Exists(tag => tag.Name == field.Container)))
        {
            throw new TagException(TagErrors.NotKept, "The tag that held the genre is gone.");
        }
        foreach (var tag in _tags) tag.Restore(snapshot.Fields.Where(field => field.Container == tag.Name).OrderBy(field => field.Position));
        _tags.RemoveAll(tag => tag.IsEmpty && !snapshot.Containers.Contains(tag.Name));
        if (_tags.Count == 0 && _others.TrueForAll(other => other.Id == MatroskaIds.Crc32) && !snapshot.Containers.Contains(List)) _before.Clear();
    }

    private MatroskaTag Main()
    {
        if (_tags.Find(tag => tag.IsMain) is { } found) return found;
        _tags.Add(MatroskaTag.Empty(NextName()));
        return _tags[^1];
    }

    private string NextName() => $"{List}/{_tags.Count + 1}";
}
