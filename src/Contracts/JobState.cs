using System.Text.Json.Serialization;

namespace GenreQueue.Contracts;

/// <summary>Where a job stands: queued → running → succeeded, failed or canceled. Never renamed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
public enum JobState
{
    /// <summary>Stored and waiting for a worker.</summary>
    [JsonStringEnumMemberName("queued")] Queued,

    /// <summary>A worker has it.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>Final: it has a result.</summary>
    [JsonStringEnumMemberName("succeeded")] Succeeded,

    /// <summary>Final: it has an error.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Final: its sender called it off.</summary>
    [JsonStringEnumMemberName("canceled")] Canceled,
}
