using GenreQueue.Library.Tags.Ape;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Mpeg;

/// <summary>MPEG audio (MP3) and AAC in ADTS: ID3v2 in front or behind, APE, Lyrics3 and ID3v1 behind.</summary>
internal sealed class MpegFormat : ITagFormat
{
    /// <inheritdoc/>
    public bool Recognises(FileStream file) => FormatOf(file, Id3Reader.InFront(file)) is not null;

    /// <inheritdoc/>
    public TagReading Read(FileStream file) => Tagged(file, Pieces(file)).Read();

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write)
    {
        var pieces = Pieces(file);
        var tags = pieces.Select(piece => piece.Tag).OfType<IGenreTag>().ToList();
        // Most players read ID3v2 first.
        var main = tags.Find(tag => tag is Id3Tag) ?? tags.Find(tag => !tag.IsApproximate);
        // A new ID3v2 tag makes some players overlook the title in ID3v1.
        if (main is null && write.Genres.Count > 0 && !(tags.Count > 0 && Id3v1Tag.CanHold(write)))
        {
            main = Id3Tag.Create(write.NewId3);
            pieces.Insert(0, new FilePiece(default) { Tag = main });
        }
        var tagged = Tagged(file, pieces);
        tagged.Write(write, main is null ? [] : [main]);
        tagged.Save(file, (_, tag) => tag);
    }

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot)
    {
        var tagged = Tagged(file, Pieces(file));
        tagged.Restore(snapshot);
        tagged.Save(file, (_, tag) => tag);
    }

    private static TaggedFile Tagged(FileStream file, IReadOnlyList<FilePiece> pieces) => new(FormatOf(file, Id3Reader.InFront(file))!, pieces);

    private static string? FormatOf(FileStream file, IReadOnlyList<ByteRange> front) => MpegFrames.FormatAt(file, front.Sum(range => range.Length));

    private static List<FilePiece> Pieces(FileStream file)
    {
        var front = Id3Reader.InFront(file);
        var start = front.Sum(range => range.Length);
        var tail = FileTail.Read(file, start);
        var end = tail.Count == 0 ? file.Length : tail[0].Range.Start;
        var audio = new ByteRange(start, end - start);
        return
        [
            .. front.Select(range => new FilePiece(range) { Tag = Id3Reader.Read(file, range) }),
            new FilePiece(audio) { Audio = audio },
            .. tail.Select(part => part.ToPiece(file)),
        ];
    }
}
