using System.Text.Json.Serialization;

namespace GenreQueue.Contracts;

/// <summary>State of a job: queued → running → succeeded, failed or canceled. Never renamed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
public enum JobState
{
    /// <summary>Waiting for a worker.</summary>
    [JsonStringEnumMemberName("queued")] Queued,

    /// <summary>Being processed by a worker.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>Finished with a result.</summary>
    [JsonStringEnumMemberName("succeeded")] Succeeded,

    /// <summary>Finished with an error.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Canceled by a client.</summary>
    [JsonStringEnumMemberName("canceled")] Canceled,
}
