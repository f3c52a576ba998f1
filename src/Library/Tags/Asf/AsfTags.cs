using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Asf;

/// <summary>The tags in the header of an ASF file, to be read and changed in memory.</summary>
internal sealed class AsfTags
{
    private static readonly Dictionary<Guid, string> ListNames = new()
    {
        [AsfIds.ExtendedContentDescription] = "extended-content-description",
        [AsfIds.Metadata] = "metadata",
        [AsfIds.MetadataLibrary] = "metadata-library",
    };

    private readonly AsfObject _header;
    private readonly List<AttributeList> _lists = [];

    /// <param name="header">The header.</param>
    /// <exception cref="TagException">A list of attributes is damaged.</exception>
    public AsfTags(AsfObject header)
    {
        _header = header;
        foreach (var child in header.Children!)
        {
            Add(child, header);
            foreach (var inner in child.Children ?? []) Add(inner, child);
        }
    }

    /// <summary>The genres: names, or if there are none the names of numbers.</summary>
    public IReadOnlyList<string> Genres
    {
        get
        {
            var names = GenreValues.Distinct(_lists.OrderByDescending(list => list.IsExtended).SelectMany(list => list.Names));
            return names.Count > 0 ? names : Id3Genres.Parse(_lists.SelectMany(list => list.Numbers), joined: false);
        }
    }

    /// <summary>The provenance.</summary>
    public Provenance? Provenance => ProvenanceFields.Parse(_lists.SelectMany(list => list.OwnFields));

    /// <summary>Genre and provenance as they are.</summary>
    public GenreSnapshot Snapshot => new([.. _lists.Select(list => list.Name)], [.. _lists.SelectMany(list => list.Fields)]);

    /// <summary>The list of attributes that an object is; null if it is none.</summary>
    public AttributeList? ListOf(AsfObject child) => _lists.Find(list => list.Object == child);

    /// <summary>Changes genre and provenance.</summary>
    /// <exception cref="TagException">They do not fit.</exception>
    public void Write(GenreWrite write)
    {
        // The first of several attributes of a name belongs into the extended content description, the others into the metadata library.
        var first = write.Genres.Count > 0 ? Extended() : null;
        var others = write.Genres.Count > 1 ? Library() ?? first : null;
        var own = write.Provenance is null ? null : Extended();
        foreach (var list in _lists)
        {
            list.SetGenres([.. write.Genres.Take(list == first ? 1 : 0), .. write.Genres.Skip(list == others ? 1 : write.Genres.Count)]);
            list.SetProvenance(list == own ? write.Provenance : null);
        }
    }

    /// <summary>Puts genre and provenance back.</summary>
    /// <exception cref="TagException">A list that held a genre is gone.</exception>
    public void Restore(GenreSnapshot snapshot)
    {
        if (snapshot.Fields.Any(field => !_lists.Exists(list => list.Name == field.Container)))
        {
            throw new TagException(TagErrors.NotKept, "The list of attributes that held the genre is gone.");
        }
        foreach (var list in _lists)
        {
            list.Restore(snapshot.Fields.Where(field => field.Container == list.Name).OrderBy(field => field.Position));
            if (list.IsEmpty && !snapshot.Containers.Contains(list.Name)) list.Parent.Children!.Remove(list.Object);
        }
    }

    private AttributeList Extended() =>
        _lists.Find(list => list.IsExtended && list.HasGenre) ?? _lists.Find(list => list.IsExtended) ?? Created(AsfIds.ExtendedContentDescription, _header);

    // Null if there is nothing to put a new one into, which no valid file lacks.
    private AttributeList? Library() =>
        _lists.Find(list => list.Object.Id == AsfIds.MetadataLibrary)
        ?? (_header.Children!.Find(child => child.Id == AsfIds.HeaderExtension) is { } extension ? Created(AsfIds.MetadataLibrary, extension) : null);

    private AttributeList Created(Guid id, AsfObject parent)
    {
        var created = new AsfObject(id, new byte[2]);
        parent.Children!.Insert(parent.Children.FindLastIndex(child => !child.IsPadding) + 1, created);
        Add(created, parent);
        return _lists[^1];
    }

    private void Add(AsfObject child, AsfObject parent)
    {
        if (!ListNames.TryGetValue(child.Id, out var name)) return;
        var same = _lists.Count(list => list.Object.Id == child.Id);
        _lists.Add(new AttributeList(same == 0 ? name : $"{name}#{same + 1}", child, parent));
    }
}
