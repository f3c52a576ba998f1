namespace GenreQueue.Library.Tags.Id3;

/// <summary>An ID3v2 tag. Genre and provenance can be changed; everything else is kept as it was.</summary>
internal sealed class Id3Tag : IGenreTag
{
    private readonly Id3Header _header;
    private readonly Id3ExtendedHeader? _extended;
    private readonly List<Id3Frame> _frames;
    private readonly Id3Style _style;

    private Id3Tag(Id3Header header, Id3ExtendedHeader? extended, List<Id3Frame> frames, Id3Style style) =>
        (_header, _extended, _frames, _style) = (header, extended, frames, style);

    /// <inheritdoc/>
    public string Container => $"id3v2.{_header.Version}";

    /// <inheritdoc/>
    public bool HasGenre => _frames.Exists(IsOurs);

    /// <inheritdoc/>
    public bool HasNothingElse => _extended is null && _frames.TrueForAll(IsOurs);

    /// <inheritdoc/>
    public bool IsApproximate => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Genres =>
        Id3Genres.Parse(_frames.Where(frame => frame.IsGenre).SelectMany(frame => frame.Values()), joined: _header.Version < 4);

    /// <inheritdoc/>
    public Provenance? Provenance => ProvenanceFields.Parse(
        _frames.Where(IsProvenance).Select(frame => KeyValuePair.Create(frame.UserTextName!, frame.Values().ElementAtOrDefault(1) ?? "")));

    /// <summary>An empty tag.</summary>
    public static Id3Tag Create(Id3Version version)
    {
        var number = version == Id3Version.V24 ? 4 : 3;
        return new Id3Tag(new Id3Header((byte)number, 0, 0), null, [], new Id3Style(number, number == 3, false));
    }

    /// <summary>Reads a tag.</summary>
    /// <param name="tag">The whole tag, from the header to the padding or the footer.</param>
    /// <exception cref="TagException">It is damaged or of an unknown version.</exception>
    public static Id3Tag Parse(ReadOnlyMemory<byte> tag)
    {
        var header = Id3Header.Parse(tag.Span);
        header.CheckFooter(tag.Span);
        var body = tag[Id3Header.Length..(Id3Header.Length + header.BodyLength(tag.Span))];
        if (header.UnsynchronisesWhole) body = Unsynchronisation.Decode(body.Span);
        var extended = header.HasExtendedHeader ? Id3ExtendedHeader.Parse(body.Span, header.Version) : null;
        if (extended is not null) body = body[extended.Length..];
        var (frames, style, padding) = Id3Body.Read(body, header.Version, header.IsUnsynchronised && !header.UnsynchronisesWhole);
        if (extended?.Fits(body.Span[..^padding], padding) == false) throw new TagException(TagErrors.Unreadable, "The checksum of the ID3 tag is wrong.");
        return new Id3Tag(header, extended, frames, style);
    }

    /// <inheritdoc/>
    public IEnumerable<RawField> Fields(string container) =>
        _frames.Index().Where(at => IsOurs(at.Item)).Select(at => new RawField(container, at.Item.Id, at.Item.Raw.ToArray(), at.Index));

    /// <inheritdoc/>
    public IEnumerable<TagElement> Others(string container)
    {
        // The header of a tag that holds nothing else is none, because such a tag comes and goes with the genre.
        if (HasNothingElse) yield break;
        yield return TagElement.Of(container, "", _header.Fixed());
        if (_extended is not null) yield return TagElement.Of(container, "", _extended.Masked());
        foreach (var frame in _frames.Where(frame => !IsOurs(frame))) yield return TagElement.Of(container, frame.Id, Id3Positions.Masked(frame));
    }

    /// <inheritdoc/>
    public void Write(GenreWrite write)
    {
        var status = _frames.Find(frame => frame.IsGenre)?.Status ?? 0;
        FieldList.Replace(
            _frames,
            frame => frame.IsGenre,
            write.Genres.Count == 0 ? [] : [Id3Frame.Text("TCON", Id3Genres.Format(write.Genres, joined: _header.Version < 4), _style, status)]);
        FieldList.Replace(
            _frames,
            IsProvenance,
            ProvenanceFields.Of(write.Provenance).Select(field => Id3Frame.Text("TXXX", [field.Key, field.Value], _style, 0)));
    }

    /// <inheritdoc/>
    public void Restore(IReadOnlyList<RawField> fields) =>
        FieldList.Restore(_frames, IsOurs, fields.Select(field => (field.Position, Id3Frame.Parse(field.Value, _style))));

    /// <inheritdoc/>
    public bool Shift(long distance)
    {
        var shifted = _frames.ConvertAll(frame => Id3Positions.Shift(frame, distance));
        if (shifted.SequenceEqual(_frames)) return false;
        _frames.Clear();
        _frames.AddRange(shifted);
        return true;
    }

    /// <inheritdoc/>
    public byte[] ToBytes(int length)
    {
        var frames = new byte[_frames.Sum(frame => frame.Raw.Length)];
        var at = 0;
        foreach (var frame in _frames)
        {
            frame.Raw.CopyTo(frames.AsMemory(at));
            at += frame.Raw.Length;
        }
        return _header.ToBytes(_extended, frames, length);
    }

    private static bool IsProvenance(Id3Frame frame) => frame.UserTextName is { } name && ProvenanceFields.Contains(name);

    private static bool IsOurs(Id3Frame frame) => frame.IsGenre || IsProvenance(frame);
}
