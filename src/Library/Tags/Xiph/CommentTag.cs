namespace GenreQueue.Library.Tags.Xiph;

/// <summary>Genre and provenance in Vorbis comments: one comment <c>GENRE</c> for each genre, and comments of our own.</summary>
internal sealed class CommentTag(VorbisComments comments) : IGenreTag
{
    private const string Name = "GENRE";

    /// <inheritdoc/>
    public string Container => "vorbis";

    /// <inheritdoc/>
    public bool HasGenre => comments.List.Exists(IsOurs);

    /// <inheritdoc/>
    public bool HasNothingElse => comments.Vendor.IsEmpty && comments.Tail.IsEmpty && comments.List.TrueForAll(IsOurs);

    /// <inheritdoc/>
    public bool IsApproximate => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Genres => [.. comments.List.Where(IsGenre).Select(comment => TextBytes.Decode(comment.Value))];

    /// <inheritdoc/>
    public Provenance? Provenance =>
        ProvenanceFields.Parse(comments.List.Where(IsProvenance).Select(comment => KeyValuePair.Create(comment.Name, TextBytes.Decode(comment.Value))));

    /// <inheritdoc/>
    public IEnumerable<RawField> Fields(string container) =>
        comments.List.Index().Where(at => IsOurs(at.Item)).Select(at => new RawField(container, at.Item.Name, at.Item.Value.ToArray(), at.Index));

    /// <inheritdoc/>
    public IEnumerable<TagElement> Others(string container)
    {
        // A block that a write creates has no vendor and no tail, so that neither is a change.
        if (!comments.Vendor.IsEmpty) yield return TagElement.Of(container, "vendor", comments.Vendor);
        foreach (var comment in comments.List.Where(comment => !IsOurs(comment))) yield return TagElement.Of(container, comment.Name, comment.Bytes.Span);
        if (!comments.Tail.IsEmpty) yield return TagElement.Of(container, "", comments.Tail);
    }

    /// <inheritdoc/>
    public void Write(GenreWrite write)
    {
        var name = comments.List.Where(IsGenre).Select(comment => comment.Name).FirstOrDefault(Name);
        FieldList.Replace(comments.List, IsGenre, write.Genres.Select(genre => VorbisComment.Of(name, genre)));
        FieldList.Replace(comments.List, IsProvenance, ProvenanceFields.Of(write.Provenance).Select(field => VorbisComment.Of(field.Key, field.Value)));
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyList<RawField> fields) =>
        FieldList.Restore(comments.List, IsOurs, fields.Select(field => (field.Position, VorbisComment.Of(field.Key, field.Value))));

    /// <inheritdoc/>
    public byte[] ToBytes(int length) => comments.ToBytes(length);

    private static bool IsGenre(VorbisComment comment) => comment.Name.Equals(Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsProvenance(VorbisComment comment) => ProvenanceFields.Contains(comment.Name);

    private static bool IsOurs(VorbisComment comment) => IsGenre(comment) || IsProvenance(comment);
}
