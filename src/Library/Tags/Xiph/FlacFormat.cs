using GenreQueue.Library.Tags.Id3;

namespace GenreQueue.Library.Tags.Xiph;

/// <summary>FLAC in its own container. ID3 and APE tags around it are kept as they are: the genre of FLAC is in its comments.</summary>
internal sealed class FlacFormat : ITagFormat
{
    /// <inheritdoc/>
    public bool Recognises(FileStream file) => FlacFile.IsOne(file);

    /// <inheritdoc/>
    public TagReading Read(FileStream file)
    {
        var layout = FlacFile.Read(file);
        return Tagged(file, layout, Tags(file, layout)).Read();
    }

    /// <inheritdoc/>
    public void Write(FileStream file, GenreWrite write)
    {
        var layout = FlacFile.Read(file);
        var tags = Tags(file, layout);
        if (tags.Count == 0 && write.Genres.Count > 0)
        {
            var block = new FlacBlock(FlacBlock.Comments, default);
            layout.Blocks.Insert(1, block);
            tags.Add(block, new CommentTag(new VorbisComments()));
        }
        Tagged(file, layout, tags).Write(write, tags.Values.Take(1));
        Save(file, layout, tags);
    }

    /// <inheritdoc/>
    public void Restore(FileStream file, GenreSnapshot snapshot)
    {
        var layout = FlacFile.Read(file);
        var tags = Tags(file, layout);
        var tagged = Tagged(file, layout, tags);
        tagged.Restore(snapshot);
        layout.Blocks.RemoveAll(block => tags.TryGetValue(block, out var tag) && tagged.Removed.Contains(tag));
        Save(file, layout, tags);
    }

    private static OrderedDictionary<FlacBlock, CommentTag> Tags(FileStream file, FlacFile layout) => new(
        layout.Blocks.Where(block => block.Type == FlacBlock.Comments)
            .Select(block => KeyValuePair.Create(block, new CommentTag(new VorbisComments(FlacFile.Content(file, block), framed: false)))));

    private static TaggedFile Tagged(FileStream file, FlacFile layout, OrderedDictionary<FlacBlock, CommentTag> tags)
    {
        FilePiece Piece(FlacBlock block) => tags.TryGetValue(block, out var tag)
            ? new(block.Body.Kept) { Tag = tag }
            : new(block.Body.Kept) { Other = TagElement.Of("flac", $"block {block.Type}", file, block.Body.Kept) };

        return new TaggedFile(
            "flac",
            [
                .. Id3Reader.InFront(file).Select(range => new FilePiece(range) { Other = TagElement.Of("id3v2", "", file, range) }),
                .. layout.Blocks.Where(block => block.Type != FlacBlock.Padding).Select(Piece),
                new FilePiece(layout.Audio) { Audio = layout.Audio },
                .. layout.Tail.Select(part => new FilePiece(part.Range) { Other = part.ToElement(file) }),
            ]);
    }

    private static void Save(FileStream file, FlacFile layout, OrderedDictionary<FlacBlock, CommentTag> tags)
    {
        for (var i = 0; i < layout.Blocks.Count; i++)
        {
            var block = layout.Blocks[i];
            if (tags.TryGetValue(block, out var tag)) layout.Blocks[i] = block with { Body = FilePart.Add(tag.ToBytes((int)block.Body.Length)) };
        }
        layout.Rewrite(file);
    }
}
