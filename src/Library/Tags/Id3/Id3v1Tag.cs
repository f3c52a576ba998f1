using System.Text;

namespace GenreQueue.Library.Tags.Id3;

/// <summary>An ID3v1 tag, whose genre is a number, or its extension <c>TAG+</c>, whose genre is a text of 30 bytes.</summary>
/// <param name="bytes">The whole tag; changed by writing.</param>
internal sealed class Id3v1Tag(byte[] bytes) : IGenreTag
{
    private const int Length = 128;
    private const string Key = "genre";
    private readonly Range _genre = bytes.Length == Length ? 127..128 : 185..215;

    private bool IsExtension => bytes.Length != Length;

    /// <inheritdoc/>
    public string Container => IsExtension ? "id3v1+" : "id3v1";

    /// <inheritdoc/>
    public bool HasGenre => true;

    /// <inheritdoc/>
    public bool HasNothingElse => false;

    /// <inheritdoc/>
    public bool IsApproximate => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Genres
    {
        get
        {
            var name = IsExtension ? Encoding.Latin1.GetString(bytes[_genre]).Split('\0')[0] : Id3Genres.NameOf(bytes[_genre][0]);
            return GenreValues.Distinct(name is null ? [] : [name]);
        }
    }

    /// <inheritdoc/>
    public Provenance? Provenance => null;

    /// <summary>Reads a tag or its extension.</summary>
    public static Id3v1Tag Read(FileStream file, ByteRange range) => new(file.ReadAt(range));

    /// <summary>Whether a write fits into a tag of version 1 without loss.</summary>
    public static bool CanHold(GenreWrite write) =>
        write.Genres.Count == 0 || (write is { Genres.Count: 1, Provenance: null } && Id3Genres.NumberOf(write.Genres[0]) != Id3Genres.None);

    /// <inheritdoc/>
    public IEnumerable<RawField> Fields(string container) => [new(container, Key, bytes[_genre], 0)];

    /// <inheritdoc/>
    public IEnumerable<TagElement> Others(string container)
    {
        var others = (byte[])bytes.Clone();
        others.AsSpan(_genre).Clear();
        return [TagElement.Of(container, "", others)];
    }

    /// <inheritdoc/>
    public void Write(GenreWrite write)
    {
        var name = write.Genres.Count == 0 ? null : write.Genres[0];
        if (IsExtension) WriteText(name ?? "");
        else bytes[^1] = Id3Genres.NumberOf(name);
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyList<RawField> fields)
    {
        foreach (var field in fields.Where(field => field.Value.Length == bytes[_genre].Length)) field.Value.CopyTo(bytes.AsSpan(_genre));
    }

    /// <inheritdoc/>
    public byte[] ToBytes(int length) => bytes;

    private void WriteText(string name)
    {
        var text = bytes.AsSpan(_genre);
        text.Clear();
        // What Latin-1 cannot hold is left to the other tags.
        if (name.All(character => character <= byte.MaxValue)) Encoding.Latin1.GetBytes(name.AsSpan(0, Math.Min(name.Length, text.Length)), text);
    }
}
