using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>A job as the REST API shows it.</summary>
/// <param name="Id">Key of the job.</param>
/// <param name="State">Where it stands.</param>
/// <param name="FileName">Name the sender gave the file, cleaned of control characters; for display only.</param>
/// <param name="Size">Bytes of the upload.</param>
/// <param name="Sha256">Hash of the upload's content, lower-case hexadecimal.</param>
/// <param name="Batch">Batch it belongs to.</param>
/// <param name="Priority">Queue it waits in.</param>
/// <param name="Model">Id of the model asked for.</param>
/// <param name="Window">Part of the track to analyse.</param>
/// <param name="Labels">Labels rule to apply.</param>
/// <param name="Cached">True when the answer was known from an earlier job with the same content and options.</param>
/// <param name="Attempts">How many times a worker began it.</param>
/// <param name="Sequence">Grows with every change; compare with pushed changes.</param>
/// <param name="CreatedAt">When it was stored, UTC.</param>
/// <param name="StartedAt">When a worker began it, UTC.</param>
/// <param name="FinishedAt">When it ended, UTC.</param>
/// <param name="Worker">The worker that has or had it.</param>
/// <param name="Result">The answer of a succeeded job.</param>
/// <param name="Error">The reason of a failed job.</param>
/// <param name="Links">Where to go from here.</param>
public sealed record JobResponse(
    Guid Id,
    JobState State,
    string FileName,
    long Size,
    string Sha256,
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

/// <summary>Why a job failed.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Title">The reason in words.</param>
public sealed record JobError(string Code, string Title);

/// <summary>Addresses related to a job.</summary>
/// <param name="Self">The job.</param>
/// <param name="Cancel">Where to call it off; null once it has ended.</param>
/// <param name="Retry">Where to run it again; null unless it failed and its upload is still held.</param>
public sealed record JobLinks(string Self, string? Cancel, string? Retry);

/// <summary>One page of jobs.</summary>
/// <param name="Items">Jobs, newest first.</param>
/// <param name="NextPageToken">Opaque token of the next page; null on the last.</param>
public sealed record JobListResponse(IReadOnlyList<JobResponse> Items, string? NextPageToken);

/// <summary>The jobs created by a request with several files.</summary>
/// <param name="Jobs">The jobs of one request, in the order of its files.</param>
public sealed record JobsAccepted(IReadOnlyList<JobResponse> Jobs);
