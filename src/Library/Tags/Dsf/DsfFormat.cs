using System.Buffers.Binary;
using System.Text;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Dsf;

/// <summary>DSF, which has an ID3v2 tag behind its audio.</summary>
internal sealed class DsfFormat : ITagFormat
{
    private const string Format = "dsf";
    private const int HeaderLength = 28;
    private const int ChunkHeaderLength = 12;
    private const int NameLength = 4;
    private const int LengthOffset = 12;
    private const int PointerOffset = 20;

    /// <inheritdoc/>
    public bool Recognises(FileStream file) =>
        file.Length >= HeaderLength + ChunkHeaderLength && file.ReadAt(0, 4).AsSpan().SequenceEqual("DSD "u8);

    /// <inheritdoc/>
    public TagReading Read(FileStream file) => new TaggedFile(Format, Pieces(file)).Read();

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write)
    {
        var pieces = Pieces(file);
        var tag = pieces.Select(piece => piece.Tag).FirstOrDefault(tag => tag is not null);
        if (tag is null && write.Genres.Count > 0)
        {
            tag = Id3Tag.Create(write.NewId3);
            pieces.Add(new FilePiece(default) { Tag = tag });
        }
        var tagged = new TaggedFile(Format, pieces);
        tagged.Write(write, tag is null ? [] : [tag]);
        Save(file, pieces, tagged);
    }

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot)
    {
        var pieces = Pieces(file);
        var tagged = new TaggedFile(Format, pieces);
        tagged.Restore(snapshot);
        Save(file, pieces, tagged);
    }

    /// <summary>Writes the tag, the length of the file and where the tag is. Nothing in front of the tag moves.</summary>
    private static void Save(FileStream file, List<FilePiece> pieces, TaggedFile tagged)
    {
        tagged.Save(file, (_, tag) => tag);
        var hasTag = file.Length > pieces.Where(piece => piece.Tag is null).Sum(piece => piece.Range.Length);
        var numbers = new byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, file.Length);
        BinaryPrimitives.WriteInt64LittleEndian(numbers.AsSpan(sizeof(long)), hasTag ? pieces.TakeWhile(piece => piece.Tag is null).Sum(piece => piece.Range.Length) : 0);
        file.Position = LengthOffset;
        file.Write(numbers);
    }

    private static List<FilePiece> Pieces(FileStream file)
    {
        var header = file.ReadAt(0, HeaderLength);
        var pointer = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(PointerOffset));
        var end = pointer == 0 ? file.Length : pointer;
        if (end < HeaderLength || end > file.Length) throw Damaged("The place of the ID3 tag");
        var pieces = new List<FilePiece> { new(new ByteRange(0, HeaderLength)) { Other = TagElement.Of(Format, "DSD ", header.AsSpan(0, LengthOffset)) } };
        pieces.AddRange(Chunks(file, end));
        if (pointer == 0) return pieces;

        var length = Id3Reader.LengthAt(file, pointer, file.Length) ?? throw Damaged("The place of the ID3 tag");
        var tag = new ByteRange(pointer, length);
        pieces.Add(new FilePiece(tag) { Tag = Id3Reader.Read(file, tag) });
        pieces.AddRange(Rest(file, pointer + length, file.Length));
        return pieces;
    }

    private static IEnumerable<FilePiece> Chunks(FileStream file, long end)
    {
        var at = (long)HeaderLength;
        while (end - at >= ChunkHeaderLength)
        {
            var header = file.ReadAt(at, ChunkHeaderLength);
            var length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(NameLength));
            if (length < ChunkHeaderLength || length > end - at) throw Damaged("The size of a chunk");
            var name = Encoding.Latin1.GetString(header, 0, NameLength);
            var range = new ByteRange(at, length);
            at += length;
            if (name != "data")
            {
                yield return new FilePiece(range, name) { Other = TagElement.Of(Format, name, file, range) };
                continue;
            }
            yield return new FilePiece(range, name) { Audio = new ByteRange(range.Start + ChunkHeaderLength, length - ChunkHeaderLength) };
            break;
        }
        foreach (var rest in Rest(file, at, end)) yield return rest;
    }

    private static IEnumerable<FilePiece> Rest(FileStream file, long start, long end)
    {
        var range = new ByteRange(start, end - start);
        return range.Length == 0 ? [] : [new FilePiece(range) { Other = TagElement.Of(Format, "", file, range) }];
    }

    private static TagException Damaged(string what) => new(TagErrors.Unreadable, $"{what} in the DSF file is damaged.");
}
