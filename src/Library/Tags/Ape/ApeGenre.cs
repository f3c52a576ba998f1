namespace GenreQueue.Library.Tags.Ape;

/// <summary>Genre and provenance in an APE tag: the item <c>Genre</c>, a list of values, and text items of our own.</summary>
internal static class ApeGenre
{
    private const string Key = "Genre";
    private const char ListSeparator = '\0';

    /// <summary>Whether the item holds a genre.</summary>
    public static bool IsGenre(ApeItem item) => item.Key.Equals(Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the item holds genre or provenance.</summary>
    public static bool IsOurs(ApeItem item) => IsGenre(item) || ProvenanceFields.Contains(item.Key);

    /// <summary>The genres of a tag.</summary>
    public static IEnumerable<string> Genres(ApeTag tag) => tag.Items.Where(IsGenre).SelectMany(item => item.ToText().Split(ListSeparator));

    /// <summary>The provenance of a tag.</summary>
    public static Provenance? Provenance(ApeTag tag) =>
        ProvenanceFields.Parse(tag.Items.Select(item => KeyValuePair.Create(item.Key, item.ToText())));

    /// <summary>The genre and provenance items of a tag for the snapshot.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="container">The name of the tag in the snapshot.</param>
    public static IEnumerable<RawField> Fields(ApeTag tag, string container) =>
        tag.Items.Select((item, i) => (item, i)).Where(at => IsOurs(at.item)).Select(at => new RawField(container, at.item.Key, at.item.ToRaw(), at.i));

    /// <summary>Everything else in a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="container">The name of the tag in the snapshot.</param>
    public static IEnumerable<TagElement> Others(ApeTag tag, string container)
    {
        var items = tag.Items.Where(item => !IsOurs(item)).Select(item => TagElement.Of(container, item.Key, item.ToRaw()));
        return tag.Rest.IsEmpty ? items : items.Append(TagElement.Of(container, "", tag.Rest));
    }

    /// <summary>Changes the items of a tag.</summary>
    public static void Write(ApeTag tag, GenreWrite write)
    {
        var old = tag.Items.Find(IsGenre);
        var value = string.Join(tag.IsVersion1 ? "; " : ListSeparator.ToString(), write.Genres);
        FieldList.Replace(tag.Items, IsGenre, write.Genres.Count == 0 ? [] : [ApeItem.Text(old?.Key ?? Key, old?.Flags ?? 0, value)]);
        FieldList.Replace(
            tag.Items,
            item => ProvenanceFields.Contains(item.Key),
            ProvenanceFields.Of(write.Provenance).Select(field => ApeItem.Text(field.Key, 0, field.Value)));
    }

    /// <summary>Puts the items of a tag back.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="fields">Those of <see cref="Fields"/>.</param>
    public static void Restore(ApeTag tag, IEnumerable<RawField> fields) =>
        FieldList.Restore(tag.Items, IsOurs, fields.Select(field => (field.Position, ApeItem.FromRaw(field.Key, field.Value))));
}
