using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Xiph;

/// <summary>Vorbis, Opus, FLAC and Speex in Ogg. Each link of a chained file has comments of its own, and all are written.</summary>
internal sealed class OggFormat : ITagFormat
{
    private static ReadOnlySpan<byte> Magic => "OggS"u8;

    /// <inheritdoc/>
    public bool Recognises(FileStream file) =>
        Magic.SequenceEqual(file.ReadUpTo(Id3Reader.InFront(file).Sum(range => range.Length), Magic.Length));

    /// <inheritdoc/>
    public TagReading Read(FileStream file)
    {
        var ogg = OggFile.Read(file);
        return Tagged(file, ogg, Comments(ogg)).Read() with { Audio = ogg.Audio() };
    }

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write)
    {
        var ogg = OggFile.Read(file);
        var comments = Comments(ogg);
        Tagged(file, ogg, comments).Write(write, comments);
        ogg.Rewrite(file, comments);
    }

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot)
    {
        var ogg = OggFile.Read(file);
        var comments = Comments(ogg);
        Tagged(file, ogg, comments).Restore(snapshot);
        ogg.Rewrite(file, comments);
    }

    private static List<CommentTag> Comments(OggFile ogg) => [.. ogg.Streams.Select(stream => new CommentTag(stream.Comments()))];

    private static TaggedFile Tagged(FileStream file, OggFile ogg, List<CommentTag> comments)
    {
        static FilePiece Other(TagElement element) => new(default) { Other = element };

        return new TaggedFile(
            ogg.Streams[0].Codec.Format,
            [
                .. Id3Reader.InFront(file).Select(range => Other(TagElement.Of("id3v2", "", file, range))),
                .. ogg.Streams.SelectMany((stream, i) => stream.Packets.Select(
                    (packet, at) => at == 1 ? new FilePiece(default) { Tag = comments[i] } : Other(TagElement.Of("ogg", $"header {at + 1}", packet)))),
                Other(ogg.AudioHeaders()),
                Other(TagElement.Of("ogg", "rest", file, new ByteRange(ogg.End, file.Length - ogg.End))),
            ]);
    }
}
