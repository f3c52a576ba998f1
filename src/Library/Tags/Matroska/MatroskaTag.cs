namespace GenreQueue.Library.Tags.Matroska;

/// <summary>A <c>Tag</c> element: fields and what they are about.</summary>
internal sealed class MatroskaTag
{
    private const string Genre = "GENRE";
    private const ulong Album = 50;
    private const ulong Track = 30;

    private readonly Element _source;
    private readonly ulong _about = Album;
    private readonly bool _isWhole = true;

    /// <param name="name">Its name in the snapshot.</param>
    /// <param name="source">The element.</param>
    /// <exception cref="TagException">The element is damaged.</exception>
    public MatroskaTag(string name, Element source)
    {
        (Name, _source, Children) = (name, source, source.Children());
        foreach (var target in Children.Where(child => child.Id == MatroskaIds.Targets).SelectMany(targets => targets.Children()))
        {
            if (target.Id == MatroskaIds.TargetTypeValue) _about = target.Number;
            else if (MatroskaIds.TargetUids.Contains(target.Id) && target.Number != 0) _isWhole = false;
        }
    }

    /// <summary>Its name in the snapshot.</summary>
    public string Name { get; }

    /// <summary>Its elements in their order.</summary>
    public List<Element> Children { get; }

    /// <summary>Whether it can hold the genre of the file: it is about all of it.</summary>
    public bool IsMain => _isWhole && _about == Album;

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => Children.TrueForAll(child => child.Id == MatroskaIds.Crc32 || IsEmptyTargets(child));

    /// <summary>Whether it holds a genre.</summary>
    public bool HasGenre => Children.Exists(IsGenre);

    /// <summary>The genres.</summary>
    public IEnumerable<string> Genres => Children.Where(IsGenre).Select(ValueOf);

    /// <summary>The provenance fields.</summary>
    public IEnumerable<KeyValuePair<string, string>> OwnFields => Children.Where(IsOwn).Select(child => KeyValuePair.Create(NameOf(child), ValueOf(child)));

    /// <summary>Genre and provenance for the snapshot.</summary>
    public IEnumerable<RawField> Fields =>
        from at in Children.Select((child, i) => (Child: child, Position: i))
        where IsGenreOrOwn(at.Child)
        select new RawField(Name, NameOf(at.Child), at.Child.Bytes.ToArray(), at.Position);

    /// <summary>Everything else. Checksums follow from it, and the mark of an own tag tells nothing.</summary>
    public IEnumerable<TagElement> Others =>
        from child in Children
        where child.Id != MatroskaIds.Crc32 && !IsEmptyTargets(child) && !IsGenreOrOwn(child)
        select TagElement.Of(Name, child.Id == MatroskaIds.SimpleTag ? NameOf(child) : child.Id.ToString("X", null), child.Bytes.Span);

    /// <summary>A tag about the whole file with nothing in it.</summary>
    public static MatroskaTag Empty(string name) => new(name, Element.Of(MatroskaIds.Tag, [Element.Of(MatroskaIds.Targets, [])]));

    /// <summary>Changes the genres.</summary>
    public void SetGenres(IReadOnlyList<string> genres) => FieldList.Replace(Children, IsGenre, genres.Select(genre => Simple(Genre, genre)));

    /// <summary>Changes the provenance; null removes it.</summary>
    public void SetProvenance(Provenance? provenance) => FieldList.Replace(Children, IsOwn, ProvenanceFields.Of(provenance).Select(field => Simple(field.Key, field.Value)));

    /// <summary>Puts genre and provenance back.</summary>
    /// <param name="fields">Those of <see cref="Fields"/>.</param>
    public void Restore(IEnumerable<RawField> fields) => FieldList.Restore(
        Children,
        IsGenreOrOwn,
        fields.Select(field => (field.Position, new Element(MatroskaIds.SimpleTag, field.Value, Vint.Read(field.Value)?.Header ?? 0))));

    /// <summary>The element with what is in it now.</summary>
    public Element ToElement() => Children.SequenceEqual(_source.Children()) ? _source : Element.Of(MatroskaIds.Tag, Children);

    private static Element Simple(string name, string value) =>
        Element.Of(MatroskaIds.SimpleTag, [Element.Of(MatroskaIds.TagName, name), Element.Of(MatroskaIds.TagString, value)]);

    private static bool IsEmptyTargets(Element child) => child.Id == MatroskaIds.Targets && child.Payload.IsEmpty;

    private static string NameOf(Element child) => child.Children().Find(part => part.Id == MatroskaIds.TagName)?.Text ?? "";

    private static string ValueOf(Element child) => child.Children().Find(part => part.Id == MatroskaIds.TagString)?.Text ?? "";

    private bool IsGenre(Element child) =>
        _isWhole && _about is Album or Track && child.Id == MatroskaIds.SimpleTag && NameOf(child).Equals(Genre, StringComparison.OrdinalIgnoreCase);

    private bool IsOwn(Element child) => _isWhole && child.Id == MatroskaIds.SimpleTag && ProvenanceFields.Contains(NameOf(child));

    private bool IsGenreOrOwn(Element child) => IsGenre(child) || IsOwn(child);
}
