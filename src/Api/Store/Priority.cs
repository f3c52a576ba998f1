using System.Text.Json.Serialization;

namespace GenreQueue.Api.Store;

/// <summary>Which queue a job waits in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
public enum Priority
{
    /// <summary>Somebody waits for the answer.</summary>
    [JsonStringEnumMemberName("interactive")] Interactive,

    /// <summary>Part of a bulk run.</summary>
    [JsonStringEnumMemberName("bulk")] Bulk,
}
