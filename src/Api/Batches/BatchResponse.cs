using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Batches;

/// <summary>A batch of jobs.</summary>
/// <param name="Id">Id of the batch.</param>
/// <param name="Name">Name that the client gave the batch.</param>
/// <param name="CreatedAt">When the batch was created, UTC.</param>
/// <param name="Walk">The folder of a library whose files the batch contains; null for a batch of uploads.</param>
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
    BatchWalk? Walk,
    int Total,
    IReadOnlyDictionary<JobState, int> States,
    IReadOnlyDictionary<string, int> Genres,
    int NotMusic,
    double JobsPerMinute,
    double? EtaSeconds);

/// <summary>The folder of a library whose files a batch contains.</summary>
/// <param name="Library">Name of the library.</param>
/// <param name="Path">Path below the root of the library; empty for all of it.</param>
/// <param name="State">Whether jobs are still being added.</param>
/// <param name="Error">Why the search for files ended early.</param>
public sealed record BatchWalk(string Library, string Path, WalkState State, JobError? Error);

/// <summary>A batch to be created.</summary>
/// <param name="Name">Optional name for display, at most 200 characters.</param>
/// <param name="Library">Name of a library: the service adds a job for each of its files, without any upload.</param>
/// <param name="Path">A folder or file of the library, with <c>/</c> between folders; all of the library by default.</param>
/// <param name="Priority">Queue of the jobs of the library; <c>bulk</c> by default.</param>
/// <param name="Model">Id of the model for the jobs of the library.</param>
/// <param name="Window">Part of each track of the library to analyse.</param>
/// <param name="Labels">Rule that selects the genres of each result of the library.</param>
public sealed record CreateBatchRequest(
    string? Name,
    string? Library = null,
    string? Path = null,
    Priority? Priority = null,
    string? Model = null,
    WindowMode? Window = null,
    LabelsMode? Labels = null);
