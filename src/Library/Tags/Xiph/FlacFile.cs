using GenreQueue.Library.Tags.Ape;
using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Xiph;

/// <summary>The layout of a FLAC file.</summary>
/// <param name="Start">Offset of the first block; what is in front of it is kept.</param>
/// <param name="Blocks">The metadata blocks.</param>
/// <param name="Audio">The frames.</param>
/// <param name="Tail">Tags of other formats behind the frames.</param>
internal sealed record FlacFile(long Start, List<FlacBlock> Blocks, ByteRange Audio, IReadOnlyList<TailPart> Tail)
{
    private const int MostBlocks = 4_096;
    private const int NewPadding = 1_024;
    private static ReadOnlySpan<byte> Magic => "fLaC"u8;

    /// <summary>Whether the file is FLAC, with or without an ID3v2 tag in front.</summary>
    public static bool IsOne(FileStream file) => file.ReadUpTo(Id3End(file), Magic.Length).AsSpan().SequenceEqual(Magic);

    /// <summary>Reads the layout.</summary>
    /// <exception cref="TagException">The blocks are damaged.</exception>
    public static FlacFile Read(FileStream file)
    {
        var start = Id3End(file) + Magic.Length;
        var blocks = new List<FlacBlock>();
        var at = start;
        long comments = 0;
        for (var last = false; !last;)
        {
            var header = file.ReadUpTo(at, FlacBlock.HeaderLength);
            if (header.Length < FlacBlock.HeaderLength || blocks.Count == MostBlocks) throw Damaged();
            (var type, var length, last) = FlacBlock.Parse(header);
            at += FlacBlock.HeaderLength;
            if (type == 127 || (type == FlacBlock.StreamInfo) != (blocks.Count == 0) || at + length > file.Length) throw Damaged();
            if (type == FlacBlock.Comments) comments += length;
            if (comments > OggStream.MostHeaderBytes) throw new TagException(TagErrors.Unsupported, "The comments are larger than 64 MB.");
            blocks.Add(new FlacBlock(type, FilePart.Keep(at, at + length)));
            at += length;
        }
        // Frames begin with 14 bits of a fixed pattern: something else means that a length was wrong.
        if (file.ReadUpTo(at, 2) is [var first, var second] && (first != 0xFF || (second & 0xFC) != 0xF8)) throw Damaged();
        var tail = FileTail.Read(file, at);
        var end = tail.Count == 0 ? file.Length : tail[0].Range.Start;
        return new FlacFile(start, blocks, new ByteRange(at, end - at), tail);
    }

    /// <summary>The content of a block.</summary>
    public static byte[] Content(FileStream file, FlacBlock block) => file.ReadAt(block.Body.Kept);

    /// <summary>Makes the file consist of the present blocks, without moving the frames if the padding allows it.</summary>
    /// <exception cref="TagException">A block is too large.</exception>
    public void Rewrite(FileStream file)
    {
        AdjustPadding(Audio.Start - Start - Blocks.Sum(block => FlacBlock.HeaderLength + block.Body.Length));
        var parts = new List<FilePart> { FilePart.Keep(0, Start) };
        for (var i = 0; i < Blocks.Count; i++)
        {
            parts.Add(FilePart.Add(FlacBlock.Header(Blocks[i].Type, Blocks[i].Body.Length, i == Blocks.Count - 1)));
            parts.Add(Blocks[i].Body);
        }
        parts.Add(FilePart.Keep(Audio.Start, file.Length));
        FilePart.Rewrite(file, parts);
    }

    private void AdjustPadding(long free)
    {
        if (free == 0) return;
        bool Fits(FlacBlock block) => block.Type == FlacBlock.Padding && block.Body.Length + free is >= 0 and <= FlacBlock.MostBytes;
        var index = Blocks.FindLastIndex(Fits);
        if (index >= 0)
        {
            Blocks[index] = Zeros(Blocks[index].Body.Length + free);
            return;
        }
        var length = free is >= FlacBlock.HeaderLength and <= FlacBlock.MostBytes ? free - FlacBlock.HeaderLength : NewPadding;
        index = Blocks.FindLastIndex(block => block.Type == FlacBlock.Padding);
        if (index >= 0 && free < 0) Blocks[index] = Zeros(NewPadding);
        else Blocks.Add(Zeros(length));
    }

    private static long Id3End(FileStream file) => Id3Reader.InFront(file).Sum(range => range.Length);

    private static FlacBlock Zeros(long length) => new(FlacBlock.Padding, FilePart.Add(new byte[length]));

    private static TagException Damaged() => new(TagErrors.Unreadable, "The metadata blocks of the FLAC file are damaged.");
}
