using System.Text.Json;

namespace GenreQueue.Fixtures.Library;

/// <summary>What mutagen reads in a file.</summary>
/// <param name="Genre">The raw genre values with the names of their tags.</param>
/// <param name="Own">Names of the provenance fields.</param>
/// <param name="Other">A hash and the name of each other element, and of the properties of the audio.</param>
public sealed record IndependentTags(IReadOnlyList<JsonElement> Genre, IReadOnlyList<string> Own, IReadOnlyList<string> Other)
{
    /// <summary>The genre values as one text, to be compared.</summary>
    public string GenreText => string.Join(' ', Genre.Select(value => value.GetRawText()));
}
