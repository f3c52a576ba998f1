namespace GenreQueue.Contracts;

/// <summary>A job can never have an answer.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">The reason in words, fit for the person who sent the file.</param>
/// <param name="Worker">Who found out; null when no worker lived to tell.</param>
/// <param name="FailedAt">When, in UTC.</param>
public sealed record ClassifyFailed(Guid JobId, string Code, string Message, WorkerReference? Worker, DateTimeOffset FailedAt);
