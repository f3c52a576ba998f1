namespace GenreQueue.Library.Tags;

/// <summary>A tag of a file in memory that can hold the genre.</summary>
internal interface IGenreTag
{
    /// <summary>Its name in a snapshot, such as <c>id3v2.4</c>.</summary>
    string Container { get; }

    /// <summary>Whether it holds a genre or provenance, so that it is written when these change.</summary>
    bool HasGenre { get; }

    /// <summary>Whether nothing else is in it.</summary>
    bool HasNothingElse { get; }

    /// <summary>Whether its genre is only an approximation, shown where no other tag has one.</summary>
    bool IsApproximate { get; }

    /// <summary>The genres as a player shows them.</summary>
    IReadOnlyList<string> Genres { get; }

    /// <summary>What an earlier run wrote about its genres.</summary>
    Provenance? Provenance { get; }

    /// <summary>The genre and provenance fields.</summary>
    /// <param name="container">The name of the tag in the snapshot.</param>
    IEnumerable<RawField> Fields(string container);

    /// <summary>Everything else.</summary>
    /// <param name="container">The name of the tag in the snapshot.</param>
    IEnumerable<TagElement> Others(string container);

    /// <summary>Changes genre and provenance.</summary>
    /// <exception cref="TagException">The tag cannot hold them.</exception>
    void Write(GenreWrite write);

    /// <summary>Puts the fields back, which are those of <see cref="Fields"/>.</summary>
    void Restore(IReadOnlyList<RawField> fields);

    /// <summary>The tag for the file.</summary>
    /// <param name="length">Its length in the file until now, 0 for a new one; kept where possible.</param>
    /// <exception cref="TagException">The tag would be too large.</exception>
    byte[] ToBytes(int length);

    /// <summary>Adapts offsets from the start of the file that the tag holds.</summary>
    /// <param name="distance">How far the audio moves, in bytes.</param>
    /// <returns>Whether there were any.</returns>
    bool Shift(long distance) => false;
}
