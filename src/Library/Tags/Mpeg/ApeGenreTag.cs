using GenreQueue.Library.Tags.Ape;

namespace GenreQueue.Library.Tags.Mpeg;

/// <summary>An APE tag behind MPEG audio.</summary>
internal sealed class ApeGenreTag(ApeTag tag) : IGenreTag
{
    /// <inheritdoc/>
    public string Container => tag.Container;

    /// <inheritdoc/>
    public bool HasGenre => tag.Items.Exists(ApeGenre.IsOurs);

    /// <inheritdoc/>
    public bool HasNothingElse => tag.Items.TrueForAll(ApeGenre.IsOurs) && tag.Rest.IsEmpty;

    /// <inheritdoc/>
    public bool IsApproximate => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Genres => [.. ApeGenre.Genres(tag)];

    /// <inheritdoc/>
    public Provenance? Provenance => ApeGenre.Provenance(tag);

    /// <inheritdoc/>
    public IEnumerable<RawField> Fields(string container) => ApeGenre.Fields(tag, container);

    /// <inheritdoc/>
    public IEnumerable<TagElement> Others(string container) => ApeGenre.Others(tag, container);

    /// <inheritdoc/>
    public void Write(GenreWrite write) => ApeGenre.Write(tag, write);

    /// <inheritdoc/>
    public void Restore(IReadOnlyList<RawField> fields) => ApeGenre.Restore(tag, fields);

    /// <inheritdoc/>
    public byte[] ToBytes(int length) => tag.ToBytes();
}
