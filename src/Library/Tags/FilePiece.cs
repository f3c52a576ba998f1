namespace GenreQueue.Library.Tags;

/// <summary>A part of a file that is one tag, one other element, or audio.</summary>
/// <param name="Range">Where it is with everything that belongs to it; without length if it is new.</param>
/// <param name="Key">Its name, if it has one.</param>
internal sealed record FilePiece(ByteRange Range, string Key = "")
{
    /// <summary>The tag, if it is one that can hold the genre.</summary>
    public IGenreTag? Tag { get; init; }

    /// <summary>Number of bytes of the tag alone.</summary>
    public long TagLength { get; init; } = Range.Length;

    /// <summary>The element, if it is one that never changes.</summary>
    public TagElement? Other { get; init; }

    /// <summary>The audio in it, if it holds some.</summary>
    public ByteRange? Audio { get; init; }
}
