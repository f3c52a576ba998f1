using GenreQueue.Contracts;

namespace GenreQueue.Api.Batches;

/// <summary>A batch of jobs as the REST API shows it.</summary>
/// <param name="Id">Key of the batch.</param>
/// <param name="Name">Name its sender gave it.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Total">Jobs posted to it so far.</param>
/// <param name="States">Jobs by state; every state is present.</param>
/// <param name="Genres">Succeeded jobs by genre.</param>
/// <param name="NotMusic">Succeeded jobs whose outcome is not music.</param>
/// <param name="JobsPerMinute">Jobs that ended in the last minute.</param>
/// <param name="EtaSeconds">Seconds until the open jobs have ended at that rate; null when nothing ends or nothing is open.</param>
public sealed record BatchResponse(
    Guid Id,
    string? Name,
    DateTimeOffset CreatedAt,
    int Total,
    IReadOnlyDictionary<JobState, int> States,
    IReadOnlyDictionary<string, int> Genres,
    int NotMusic,
    double JobsPerMinute,
    double? EtaSeconds);

/// <summary>A batch to be created.</summary>
/// <param name="Name">Optional name for display, at most 200 characters.</param>
public sealed record CreateBatchRequest(string? Name);
