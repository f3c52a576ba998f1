namespace GenreQueue.Library.Tags;

/// <summary>Reads and writes the genre in one family of file formats.</summary>
internal interface ITagFormat
{
    /// <summary>Whether the content is of this family. The position of <paramref name="file"/> is arbitrary before and after.</summary>
    bool Recognises(FileStream file);

    /// <summary>Reads the tags.</summary>
    /// <exception cref="TagException">The tags are damaged, or the file is of a kind that is not supported.</exception>
    TagReading Read(FileStream file);

    /// <summary>Changes genre and provenance and nothing else.</summary>
    /// <param name="file">A private copy of the file, open for reading and writing; its content is undefined after an exception.</param>
    /// <param name="write">What to write.</param>
    /// <exception cref="TagException">The tags cannot be written without changing something else.</exception>
    void Write(FileStream file, GenreWrite write);

    /// <summary>Puts genre and provenance back as they were, byte for byte of their values. Tags that the snapshot does not list are removed if nothing else is in them.</summary>
    /// <param name="file">As for <see cref="Write"/>.</param>
    /// <param name="snapshot">From the reading of the file before it was written.</param>
    /// <exception cref="TagException">The tags cannot be restored without changing something else.</exception>
    void Restore(FileStream file, GenreSnapshot snapshot);
}
