using System.Buffers.Binary;

namespace GenreQueue.Library.Tags.Asf;

/// <summary>An object that is a list of attributes.</summary>
internal sealed class AttributeList
{
    private const string Genre = "WM/Genre";
    private const string GenreNumber = "WM/GenreID";
    private const string OwnPrefix = "GenreQueue/";
    private const string FieldPrefix = "GENREQUEUE_";

    private readonly ReadOnlyMemory<byte> _rest;

    /// <param name="name">Its name in the snapshot.</param>
    /// <param name="source">The object.</param>
    /// <param name="parent">The list of objects that holds it.</param>
    /// <exception cref="TagException">The object is damaged.</exception>
    public AttributeList(string name, AsfObject source, AsfObject parent)
    {
        (Name, Object, Parent) = (name, source, parent);
        if (source.Payload.Length < 2) throw AsfErrors.Damaged("A list of attributes is cut off.");
        _rest = source.Payload.AsMemory(2);
        for (var left = BinaryPrimitives.ReadUInt16LittleEndian(source.Payload); left > 0; left--)
        {
            var attribute = AsfAttribute.Parse(_rest.Span, IsExtended);
            Attributes.Add(attribute);
            _rest = _rest[attribute.Bytes.Length..];
        }
    }

    /// <summary>Its name in the snapshot.</summary>
    public string Name { get; }

    /// <summary>The object.</summary>
    public AsfObject Object { get; }

    /// <summary>The list of objects that holds it.</summary>
    public AsfObject Parent { get; }

    /// <summary>The attributes in their order.</summary>
    public List<AsfAttribute> Attributes { get; } = [];

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => Attributes.Count == 0 && _rest.IsEmpty;

    /// <summary>Whether it is an extended content description.</summary>
    public bool IsExtended => Object.Id == AsfIds.ExtendedContentDescription;

    /// <summary>Whether an attribute of the list holds a genre.</summary>
    public bool HasGenre => Attributes.Exists(IsGenre);

    /// <summary>The genres that are names.</summary>
    public IEnumerable<string> Names => Attributes.Where(attribute => IsNamed(attribute, Genre)).Select(attribute => attribute.Text);

    /// <summary>The genres that are numbers, or texts with numbers, of the list of ID3v1.</summary>
    public IEnumerable<string> Numbers => Attributes.Where(attribute => IsNamed(attribute, GenreNumber)).Select(attribute => attribute.Text);

    /// <summary>The provenance fields.</summary>
    public IEnumerable<KeyValuePair<string, string>> OwnFields => Attributes.Where(IsOwn).Select(attribute => KeyValuePair.Create(FieldOf(attribute), attribute.Text));

    /// <summary>Genre and provenance for the snapshot.</summary>
    public IEnumerable<RawField> Fields => Attributes.Select((attribute, i) => new RawField(Name, attribute.Name, attribute.Bytes, i)).Where((_, i) => IsGenreOrOwn(Attributes[i]));

    /// <summary>Everything else.</summary>
    public IEnumerable<TagElement> Others
    {
        get
        {
            foreach (var attribute in Attributes.Where(attribute => !IsGenreOrOwn(attribute))) yield return TagElement.Of(Name, attribute.Name, attribute.Bytes);
            if (!_rest.IsEmpty) yield return TagElement.Of(Name, "", _rest.Span);
        }
    }

    /// <summary>Changes the genres.</summary>
    /// <exception cref="TagException">They do not fit.</exception>
    public void SetGenres(IEnumerable<string> genres)
    {
        FieldList.Replace(Attributes, IsGenre, [.. genres.Select(genre => AsfAttribute.OfText(Genre, genre, IsExtended))]);
        Update();
    }

    /// <summary>Changes the provenance.</summary>
    /// <param name="provenance">Null removes it.</param>
    /// <exception cref="TagException">It does not fit.</exception>
    public void SetProvenance(Provenance? provenance)
    {
        FieldList.Replace(Attributes, IsOwn, [.. ProvenanceFields.Of(provenance).Select(field => AsfAttribute.OfText(NameOf(field.Key), field.Value, IsExtended))]);
        Update();
    }

    /// <summary>Puts genre and provenance back.</summary>
    /// <param name="fields">Those of <see cref="Fields"/>.</param>
    /// <exception cref="TagException">A field is no attribute.</exception>
    public void Restore(IEnumerable<RawField> fields)
    {
        FieldList.Restore(Attributes, IsGenreOrOwn, fields.Select(field => (field.Position, AsfAttribute.Parse(field.Value, IsExtended))));
        Update();
    }

    private static bool IsGenre(AsfAttribute attribute) => IsNamed(attribute, Genre) || IsNamed(attribute, GenreNumber);

    private static bool IsOwn(AsfAttribute attribute) => attribute.Name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase) && ProvenanceFields.Contains(FieldOf(attribute));

    private static bool IsGenreOrOwn(AsfAttribute attribute) => IsGenre(attribute) || IsOwn(attribute);

    private static bool IsNamed(AsfAttribute attribute, string name) => attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string FieldOf(AsfAttribute attribute) => FieldPrefix + attribute.Name[OwnPrefix.Length..].ToUpperInvariant();

    private static string NameOf(string field) => $"{OwnPrefix}{field[FieldPrefix.Length]}{field[(FieldPrefix.Length + 1)..].ToLowerInvariant()}";

    private void Update()
    {
        if (Attributes.Count > ushort.MaxValue) throw AsfErrors.Unsupported("it has too many attributes.");
        Object.Payload = [(byte)Attributes.Count, (byte)(Attributes.Count >> 8), .. Attributes.SelectMany(attribute => attribute.Bytes), .. _rest.Span];
    }
}
