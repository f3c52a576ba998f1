namespace GenreQueue.Library.Tags.Ape;

/// <summary>Genre and provenance in an APE tag: the item <c>Genre</c>, a list of values, and text items of our own.</summary>
internal sealed class ApeGenreTag(ApeTag tag) : IGenreTag
{
    private const string Key = "Genre";
    private const char ListSeparator = '\0';

    /// <inheritdoc/>
    public string Container => tag.Container;

    /// <inheritdoc/>
    public bool HasGenre => tag.Items.Exists(IsOurs);

    /// <inheritdoc/>
    public bool HasNothingElse => tag.Items.TrueForAll(IsOurs) && tag.Rest.IsEmpty;

    /// <inheritdoc/>
    public bool IsApproximate => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Genres => [.. tag.Items.Where(IsGenre).SelectMany(item => item.ToText().Split(ListSeparator))];

    /// <inheritdoc/>
    public Provenance? Provenance =>
        ProvenanceFields.Parse(tag.Items.Where(IsProvenance).Select(item => KeyValuePair.Create(item.Key, item.ToText())));

    /// <inheritdoc/>
    public IEnumerable<RawField> Fields(string container) =>
        tag.Items.Index().Where(at => IsOurs(at.Item)).Select(at => new RawField(container, at.Item.Key, at.Item.ToRaw(), at.Index));

    /// <inheritdoc/>
    public IEnumerable<TagElement> Others(string container)
    {
        var items = tag.Items.Where(item => !IsOurs(item)).Select(item => TagElement.Of(container, item.Key, item.ToRaw()));
        return tag.Rest.IsEmpty ? items : items.Append(TagElement.Of(container, "", tag.Rest));
    }

    /// <inheritdoc/>
    public void Write(GenreWrite write)
    {
        var old = tag.Items.Find(IsGenre);
        var value = string.Join(tag.IsVersion1 ? "; " : ListSeparator.ToString(), write.Genres);
        FieldList.Replace(tag.Items, IsGenre, write.Genres.Count == 0 ? [] : [ApeItem.Text(old?.Key ?? Key, old?.Flags ?? 0, value)]);
        FieldList.Replace(tag.Items, IsProvenance, ProvenanceFields.Of(write.Provenance).Select(field => ApeItem.Text(field.Key, 0, field.Value)));
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyList<RawField> fields) =>
        FieldList.Restore(tag.Items, IsOurs, fields.Select(field => (field.Position, ApeItem.FromRaw(field.Key, field.Value))));

    /// <inheritdoc/>
    public byte[] ToBytes(int length) => tag.ToBytes();

    private static bool IsGenre(ApeItem item) => item.Key.Equals(Key, StringComparison.OrdinalIgnoreCase);

    private static bool IsProvenance(ApeItem item) => ProvenanceFields.Contains(item.Key);

    private static bool IsOurs(ApeItem item) => IsGenre(item) || IsProvenance(item);
}
