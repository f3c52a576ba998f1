using System.Security.Cryptography;

namespace GenreQueue.Library.Tags;

/// <summary>What a file's tags hold.</summary>
/// <param name="Format">Short name of the file format, such as <c>mp3</c>, <c>flac</c> or <c>mp4</c>.</param>
/// <param name="Genres">
/// The genres as a player shows them: numbers resolved to names, each value once (compared without case), in the order of the tags.
/// </param>
/// <param name="Provenance">What an earlier run wrote about its genres; null if it wrote nothing.</param>
/// <param name="Snapshot">The raw fields from which an undo restores genre and provenance.</param>
/// <param name="Others">Every other element of every tag in the order of the file: no write may change this list.</param>
/// <param name="Audio">The parts of the file that hold audio: no write may change their bytes, only their position.</param>
public sealed record TagReading(
    string Format,
    IReadOnlyList<string> Genres,
    Provenance? Provenance,
    GenreSnapshot Snapshot,
    IReadOnlyList<TagElement> Others,
    IReadOnlyList<ByteRange> Audio);

/// <summary>The raw genre and provenance fields of a file.</summary>
/// <param name="Containers">The tags that the file has, such as <c>id3v2.3</c>, <c>id3v1</c>, <c>apev2</c> or <c>vorbis</c>, in the order of the file.</param>
/// <param name="Fields">The fields in the order of the file.</param>
public sealed record GenreSnapshot(IReadOnlyList<string> Containers, IReadOnlyList<RawField> Fields);

/// <summary>One field of a tag, byte for byte.</summary>
/// <param name="Container">One of <see cref="GenreSnapshot.Containers"/>.</param>
/// <param name="Key">Name of the field as the file spells it, such as <c>TCON</c>, <c>Genre</c> or <c>©gen</c>.</param>
/// <param name="Value">The bytes of the value, with whatever flags and encoding the format keeps beside it.</param>
/// <param name="Position">Index of the field among all fields of its container, from 0.</param>
public sealed record RawField(string Container, string Key, byte[] Value, int Position);

/// <summary>One element of a tag that is neither genre nor provenance: a frame, a comment, a picture, an unknown block.</summary>
/// <param name="Container">The tag or structure that holds it.</param>
/// <param name="Key">Its name as the file spells it.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal; of what remains when positions that depend on the size of the tags are left out.</param>
public sealed record TagElement(string Container, string Key, string Sha256)
{
    /// <summary>An element of these bytes.</summary>
    public static TagElement Of(string container, string key, ReadOnlySpan<byte> bytes) =>
        new(container, key, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>An element of the bytes of a part of a file, however long it is.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TagElement Of(string container, string key, FileStream file, ByteRange range) =>
        new(container, key, AudioHash.Of(file, [range]));
}

/// <summary>A part of a file.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct ByteRange(long Start, long Length);

/// <summary>What a run writes about the genres that it wrote, so that a later run knows them as its own.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Version">Version of the model.</param>
/// <param name="Probability">Probability of the first genre, 0 to 1.</param>
/// <param name="Genres">Those of the written genres that came from the model. If the file has others now, they are somebody's own.</param>
public sealed record Provenance(string Model, string Version, double Probability, IReadOnlyList<string> Genres);
