using System.Text.Json.Serialization;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>State of the search for the files of a batch in a library.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WalkState>))]
public enum WalkState
{
    /// <summary>Jobs are still being added.</summary>
    [JsonStringEnumMemberName("walking")] Walking,

    /// <summary>Every file has a job.</summary>
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>The search ended with an error; files without a job get none.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>The batch was canceled before every file had a job.</summary>
    [JsonStringEnumMemberName("canceled")] Canceled,
}

/// <summary>One row of <c>walks</c>: the folder of a library whose files a batch contains, and the outbox entry of its message.</summary>
public sealed class Walk
{
    public required Guid BatchId { get; init; }
    public required string Library { get; init; }

    /// <summary>Path below the root of the library; empty for all of it.</summary>
    public required string Path { get; init; }

    public Priority Priority { get; init; }
    public required string Model { get; init; }
    public WindowMode Window { get; init; }
    public LabelsMode Labels { get; init; }
    public WalkState State { get; set; } = WalkState.Walking;
    public string? ErrorCode { get; set; }
    public string? ErrorTitle { get; set; }

    /// <summary>When the message is due to be sent (again): after the lease of a process that walks has run out. Null once the walk has ended.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Number of times that a process has begun this walk since it last added a job.</summary>
    public int Attempts { get; set; }
}
