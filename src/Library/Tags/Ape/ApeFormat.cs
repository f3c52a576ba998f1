using System.Text;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Ape;

/// <summary>Monkey's Audio, WavPack, Musepack, TTA and OptimFROG: APE in front or behind, ID3v2 in front, Lyrics3 and ID3v1 behind.</summary>
internal sealed class ApeFormat : ITagFormat
{
    private const int MagicLength = 4;

    /// <inheritdoc/>
    public bool Recognises(FileStream file) => Start(file).Format is not null;

    /// <inheritdoc/>
    public TagReading Read(FileStream file) => Tagged(file, Pieces(file)).Read();

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write)
    {
        var pieces = Pieces(file);
        var tags = pieces.Select(piece => piece.Tag).OfType<IGenreTag>().ToList();
        var main = tags.FindLast(tag => tag is ApeGenreTag) ?? tags.Find(tag => !tag.IsApproximate);
        // A new APE tag makes some players overlook the title in ID3v1.
        if (main is null && write.Genres.Count > 0 && !(tags.Count > 0 && Id3v1Tag.CanHold(write)))
        {
            main = new ApeGenreTag(ApeTag.Create());
            pieces.Insert(1 + pieces.FindIndex(piece => piece.Audio is not null), new FilePiece(default) { Tag = main });
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

    private static TaggedFile Tagged(FileStream file, IReadOnlyList<FilePiece> pieces) => new(Start(file).Format!, pieces);

    private static List<FilePiece> Pieces(FileStream file)
    {
        var (id3, ape, _) = Start(file);
        var start = (ape?.Range.Length ?? 0) + id3.Sum(range => range.Length);
        var tail = FileTail.Read(file, start);
        var end = tail.Count == 0 ? file.Length : tail[0].Range.Start;
        var audio = new ByteRange(start, end - start);
        return
        [
            .. id3.Select(range => new FilePiece(range) { Tag = Id3Reader.Read(file, range) }),
            .. ape is null ? (FilePiece[])[] : [new FilePiece(ape.Range) { Tag = new ApeGenreTag(ape) }],
            new FilePiece(audio) { Audio = audio },
            .. tail.Select(part => part.ToPiece(file)),
        ];
    }

    private static (IReadOnlyList<ByteRange> Id3, ApeTag? Ape, string? Format) Start(FileStream file)
    {
        var id3 = Id3Reader.InFront(file);
        var end = id3.Sum(range => range.Length);
        var ape = ApeTag.StartingAt(file, end, file.Length);
        return (id3, ape, FormatAt(file, end + (ape?.Range.Length ?? 0)));
    }

    private static string? FormatAt(FileStream file, long start) => Encoding.Latin1.GetString(file.ReadUpTo(start, MagicLength)) switch
    {
        "MAC " => "ape",
        "wvpk" => "wv",
        "MPCK" => "mpc",
        ['M', 'P', '+', _] => "mpc",
        "TTA1" or "TTA2" => "tta",
        "OFR " => "ofr",
        _ => null,
    };
}
