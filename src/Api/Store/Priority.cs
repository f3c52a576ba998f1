using System.Text.Json.Serialization;

namespace GenreQueue.Api.Store;

/// <summary>The queue of a job.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
public enum Priority
{
    /// <summary>A user is waiting for the result.</summary>
    [JsonStringEnumMemberName("interactive")] Interactive,

    /// <summary>The job is part of a bulk run.</summary>
    [JsonStringEnumMemberName("bulk")] Bulk,
}
