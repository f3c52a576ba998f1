using System.Text.Json.Serialization;

namespace GenreQueue.Library.Tags;

/// <summary>The genres that a file shall have.</summary>
/// <param name="Genres">The genres, the most important first; none removes the genre.</param>
/// <param name="Provenance">Written beside the genres; null removes what an earlier run wrote.</param>
/// <param name="NewId3">Version of an ID3v2 tag that has to be created. A tag that is there keeps its version.</param>
public sealed record GenreWrite(IReadOnlyList<string> Genres, Provenance? Provenance, Id3Version NewId3 = Id3Version.V24);

/// <summary>Versions of ID3v2 that are written.</summary>
public enum Id3Version
{
    /// <summary>ID3v2.4: several genres are several values.</summary>
    [JsonStringEnumMemberName("2.4")] V24,

    /// <summary>ID3v2.3: several genres are one value, joined with <c>"; "</c>.</summary>
    [JsonStringEnumMemberName("2.3")] V23,
}
