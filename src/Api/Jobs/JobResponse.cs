using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>A job.</summary>
/// <param name="Id">Id of the job.</param>
/// <param name="State">State of the job.</param>
/// <param name="FileName">Name of the file without control characters; for display only.</param>
/// <param name="Size">Size of the file in bytes.</param>
/// <param name="Sha256">SHA-256 of the upload, lower-case hexadecimal; null for a file of a library.</param>
/// <param name="Source">The file of a library; null for an upload.</param>
/// <param name="Batch">Id of the batch that the job belongs to.</param>
/// <param name="Priority">Queue of the job.</param>
/// <param name="Model">Id of the requested model.</param>
/// <param name="Window">Part of the track to analyse.</param>
/// <param name="Labels">Rule that selects the genres of the result.</param>
/// <param name="Cached">True if the result was taken from an earlier job with the same content and options.</param>
/// <param name="Attempts">Number of times that a worker has started the job.</param>
/// <param name="Sequence">Incremented with every change of the job; orders pushed changes.</param>
/// <param name="CreatedAt">When the job was created, UTC.</param>
/// <param name="StartedAt">When a worker started the job, UTC.</param>
/// <param name="FinishedAt">When the job ended, UTC.</param>
/// <param name="Worker">The worker that runs or ran the job.</param>
/// <param name="Result">Result of a succeeded job.</param>
/// <param name="Error">Error of a failed job.</param>
/// <param name="Links">Related addresses.</param>
public sealed record JobResponse(
    Guid Id,
    JobState State,
    string FileName,
    long Size,
    string? Sha256,
    JobSource? Source,
    Guid? Batch,
    Priority Priority,
    string Model,
    WindowMode Window,
    LabelsMode Labels,
    bool Cached,
    int Attempts,
    long Sequence,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    WorkerReference? Worker,
    ClassificationResult? Result,
    JobError? Error,
    JobLinks Links);

/// <summary>A file of a library.</summary>
/// <param name="Library">Name of the library.</param>
/// <param name="Path">Path below the root of the library, with <c>/</c> between folders, exactly as the file is named.</param>
public sealed record JobSource(string Library, string Path);

/// <summary>Why a job failed.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Title">Description of the error.</param>
public sealed record JobError(string Code, string Title);

/// <summary>Addresses related to a job.</summary>
/// <param name="Self">Address of the job.</param>
/// <param name="Cancel">Address that cancels the job; null once it has ended.</param>
/// <param name="Retry">Address that runs the job again; null unless it failed and its file is still there: a kept upload, or a file of a library.</param>
public sealed record JobLinks(string Self, string? Cancel, string? Retry);

/// <summary>One page of jobs.</summary>
/// <param name="Items">Jobs, newest first.</param>
/// <param name="NextPageToken">Opaque token of the next page; null on the last page.</param>
public sealed record JobListResponse(IReadOnlyList<JobResponse> Items, string? NextPageToken);

/// <summary>The jobs created by a request with several files.</summary>
/// <param name="Jobs">One job per file, in the order of the files.</param>
public sealed record JobsAccepted(IReadOnlyList<JobResponse> Jobs);
