namespace GenreQueue.Contracts;

/// <summary>A job has failed permanently.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">The reason as a sentence that may be shown to the submitter.</param>
/// <param name="Worker">The worker that reported the failure; null if no worker could.</param>
/// <param name="FailedAt">Time of the failure in UTC.</param>
public sealed record ClassifyFailed(Guid JobId, string Code, string Message, WorkerReference? Worker, DateTimeOffset FailedAt);
