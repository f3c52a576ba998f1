namespace GenreQueue.Contracts;

/// <summary>A worker has received a job that was delivered before, to a worker that may have crashed on it, and has not run it.</summary>
/// <param name="JobId">Key of the job row.</param>
public sealed record ClassifyReturned(Guid JobId);
