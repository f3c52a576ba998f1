using System.Buffers.Binary;
using System.Text;

namespace GenreQueue.Library.Tags.Riff;

/// <summary>The list <c>INFO</c> of a WAV file, whose text <c>IGNR</c> is the genre. It has no place for provenance.</summary>
internal sealed class InfoTag : IGenreTag
{
    private const int HeaderLength = 8;
    private const string Genre = "IGNR";
    private const string Separator = "; ";
    private static readonly UTF8Encoding Strict = new(false, true);
    private readonly List<(string Name, ReadOnlyMemory<byte> Raw)> _texts = [];
    private readonly ReadOnlyMemory<byte> _rest;

    /// <summary>Reads a list.</summary>
    /// <param name="texts">What follows the word <c>INFO</c>.</param>
    /// <exception cref="TagException">It is damaged.</exception>
    public InfoTag(ReadOnlyMemory<byte> texts)
    {
        while (texts.Length >= HeaderLength && texts.Span[0] != 0)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(texts.Span[ChunkStyle.NameLength..]);
            if (!ChunkStyle.IsName(texts.Span[..ChunkStyle.NameLength]) || size > (uint)(texts.Length - HeaderLength))
            {
                throw new TagException(TagErrors.Unreadable, "A text in the list INFO is damaged.");
            }
            var end = HeaderLength + (int)size;
            if ((size & 1) != 0 && HasPadding(texts.Span[end..])) end++;
            _texts.Add((Encoding.Latin1.GetString(texts.Span[..ChunkStyle.NameLength]), texts[..end]));
            texts = texts[end..];
        }
        _rest = texts;
    }

    /// <inheritdoc/>
    public string Container => "info";

    /// <inheritdoc/>
    public bool HasGenre => _texts.Exists(IsGenre);

    /// <inheritdoc/>
    public bool HasNothingElse => false;

    /// <inheritdoc/>
    public bool IsApproximate => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Genres => GenreValues.Distinct(_texts.Where(IsGenre).SelectMany(text => TextOf(text.Raw.Span).Split(Separator)));

    /// <inheritdoc/>
    public Provenance? Provenance => null;

    /// <inheritdoc/>
    public IEnumerable<RawField> Fields(string container) =>
        _texts.Index().Where(at => IsGenre(at.Item)).Select(at => new RawField(container, Genre, at.Item.Raw.ToArray(), at.Index));

    /// <inheritdoc/>
    public IEnumerable<TagElement> Others(string container)
    {
        foreach (var (name, raw) in _texts.Where(text => !IsGenre(text))) yield return TagElement.Of(container, name, raw.Span);
        yield return TagElement.Of(container, "", _rest.Span);
    }

    /// <inheritdoc/>
    public void Write(GenreWrite write)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(string.Join(Separator, write.Genres)), 0];
        var size = new byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(size, text.Length);
        byte[] raw = [.. Encoding.Latin1.GetBytes(Genre), .. size, .. text, .. new byte[text.Length & 1]];
        FieldList.Replace(_texts, IsGenre, write.Genres.Count == 0 ? [] : [(Genre, raw)]);
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyList<RawField> fields) =>
        FieldList.Restore(_texts, IsGenre, fields.Select(field => (field.Position, (Genre, (ReadOnlyMemory<byte>)field.Value))));

    /// <inheritdoc/>
    public byte[] ToBytes(int length) => [.. "INFO"u8, .. _texts.SelectMany(text => text.Raw.ToArray()), .. _rest.Span];

    private static bool IsGenre((string Name, ReadOnlyMemory<byte> Raw) text) => text.Name == Genre;

    // Some programs forget the byte behind a text of odd length.
    private static bool HasPadding(ReadOnlySpan<byte> next) =>
        !next.IsEmpty && (next[0] == 0 || next.Length < HeaderLength || !ChunkStyle.IsName(next[..ChunkStyle.NameLength]));

    private static string TextOf(ReadOnlySpan<byte> raw)
    {
        var text = raw[HeaderLength..];
        var end = text.IndexOf((byte)0);
        if (end >= 0) text = text[..end];
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(text);
        }
    }
}
