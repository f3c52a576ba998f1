using System.Text;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Riff;

/// <summary>WAV (also RF64 and BW64), AIFF and DSDIFF: ID3v2 in a chunk, and the list <c>INFO</c> of WAV.</summary>
internal sealed class RiffFormat : ITagFormat
{
    private const int LongestInfo = 1 << 24;
    private const string Info = "LIST:INFO";

    /// <inheritdoc/>
    public bool Recognises(FileStream file) => ChunkStyle.Of(file) is not null;

    /// <inheritdoc/>
    public TagReading Read(FileStream file)
    {
        var chunks = Chunks(file);
        return new TaggedFile(chunks.Style.Format, Pieces(file, chunks)).Read();
    }

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write)
    {
        var chunks = Chunks(file);
        var pieces = Pieces(file, chunks);
        var tags = pieces.Select(piece => piece.Tag).OfType<IGenreTag>().ToList();
        // ID3 holds several genres and Unicode in any player that reads it; INFO has no place for provenance.
        if (write.Genres.Count > 0 && !tags.Exists(tag => tag is Id3Tag) && (tags.Count == 0 || write.Provenance is not null))
        {
            tags.Add(Id3Tag.Create(write.NewId3));
            var place = pieces.FindIndex(piece => chunks.HasOpenAudio ? piece.Audio is not null : piece.Range.Start == chunks.End);
            pieces.Insert(place < 0 ? pieces.Count : place, new FilePiece(default, chunks.Style.Id3) { Tag = tags[^1] });
        }
        var tagged = new TaggedFile(chunks.Style.Format, pieces);
        tagged.Write(write, [.. tags.OfType<Id3Tag>().Take(1), .. tags.OfType<InfoTag>().Take(1)]);
        Save(file, chunks, tagged);
    }

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot)
    {
        var chunks = Chunks(file);
        var tagged = new TaggedFile(chunks.Style.Format, Pieces(file, chunks));
        tagged.Restore(snapshot);
        Save(file, chunks, tagged);
    }

    private static ChunkFile Chunks(FileStream file) => new(file, ChunkStyle.Of(file)!);

    private static void Save(FileStream file, ChunkFile chunks, TaggedFile tagged)
    {
        var last = chunks.Chunks.Count > 0 ? chunks.Chunks[^1] : null;
        var missing = new byte[last is null ? 0 : (last.Range.Length - chunks.Style.HeaderLength) & 1];
        tagged.Save(file, (piece, tag) =>
        {
            var chunk = chunks.Style.Chunk(piece.Key == Info ? "LIST" : piece.Key, tag);
            // A new chunk at the end begins at an even offset, also if the one in front of it lacks its last byte.
            return piece.Range.Length == 0 && !chunks.HasOpenAudio ? [.. missing, .. chunk] : chunk;
        });
        chunks.UpdateSize();
    }

    private static List<FilePiece> Pieces(FileStream file, ChunkFile chunks)
    {
        var start = new ByteRange(0, chunks.FirstChunk);
        var rest = new ByteRange(chunks.End, file.Length - chunks.End);
        return
        [
            new FilePiece(start) { Other = TagElement.Of(chunks.Style.Format, "", Header(file, chunks)) },
            .. chunks.Chunks.Select(chunk => PieceOf(file, chunks.Style, chunk)),
            .. rest.Length == 0 ? [] : (FilePiece[])[new FilePiece(rest) { Other = TagElement.Of(chunks.Style.Format, "", file, rest) }],
        ];
    }

    private static FilePiece PieceOf(FileStream file, ChunkStyle style, Chunk chunk)
    {
        var piece = new FilePiece(chunk.Range, chunk.Name) { TagLength = chunk.Content.Length };
        if (style.Audio.Contains(chunk.Name)) return piece with { Audio = chunk.Content };
        if (chunk.Name is "ID3 " or "id3 ") return piece with { Tag = Id3(file, chunk) };
        if (chunk.Name == "LIST" && style.Format == "wav" && chunk.Content.Length >= ChunkStyle.NameLength)
        {
            var kind = Encoding.Latin1.GetString(file.ReadAt(chunk.Content with { Length = ChunkStyle.NameLength }));
            if (kind == "INFO") return piece with { Key = Info, Tag = InfoOf(file, chunk) };
        }
        // The first number of this chunk is the size of the file.
        var skipped = chunk.Name == "ds64" ? sizeof(ulong) : 0;
        return piece with { Other = TagElement.Of(style.Format, chunk.Name, file, new ByteRange(chunk.Content.Start + skipped, chunk.Content.Length - skipped)) };
    }

    private static Id3Tag Id3(FileStream file, Chunk chunk)
    {
        var end = chunk.Content.Start + chunk.Content.Length;
        var length = Id3Reader.LengthAt(file, chunk.Content.Start, end) ?? throw new TagException(TagErrors.Unreadable, "The chunk for ID3 holds something else.");
        // Some programs count the byte that makes the length even.
        if (end - chunk.Content.Start - length > 1) throw new TagException(TagErrors.Unreadable, "The ID3 tag is shorter than its chunk.");
        return Id3Reader.Read(file, chunk.Content with { Length = length });
    }

    private static InfoTag InfoOf(FileStream file, Chunk chunk) => chunk.Content.Length > LongestInfo
        ? throw new TagException(TagErrors.Unsupported, "The list INFO is larger than 16 MB.")
        : new InfoTag(file.ReadAt(chunk.Content).AsMemory(ChunkStyle.NameLength));

    private static byte[] Header(FileStream file, ChunkFile chunks)
    {
        var header = file.ReadAt(0, chunks.FirstChunk);
        header.AsSpan(ChunkStyle.NameLength, chunks.Style.SizeLength).Clear();
        return header;
    }
}
