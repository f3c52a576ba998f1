using GenreQueue.Contracts;

namespace GenreQueue.Api.Batches;

/// <summary>A batch of jobs.</summary>
/// <param name="Id">Id of the batch.</param>
/// <param name="Name">Name that the client gave the batch.</param>
/// <param name="CreatedAt">When the batch was created, UTC.</param>
/// <param name="Total">Number of jobs added so far.</param>
/// <param name="States">Number of jobs in each state; every state is present.</param>
/// <param name="Genres">Number of succeeded jobs of each genre.</param>
/// <param name="NotMusic">Number of succeeded jobs whose track is not music.</param>
/// <param name="JobsPerMinute">Number of jobs that ended in the last minute.</param>
/// <param name="EtaSeconds">Estimated seconds until all open jobs have ended at that rate; null if no job is open or none has ended in the last minute.</param>
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
