using System.Text.Json.Serialization;

namespace GenreQueue.Library.Rules;

/// <summary>What happens to the genres that a file has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GenreMode>))]
public enum GenreMode
{
    /// <summary>Only files without a genre are written, and those whose genres an earlier run wrote.</summary>
    [JsonStringEnumMemberName("fill")] Fill,

    /// <summary>The genres are replaced.</summary>
    [JsonStringEnumMemberName("replace")] Replace,

    /// <summary>The genres stay, and new ones follow them.</summary>
    [JsonStringEnumMemberName("merge")] Merge,
}
