namespace GenreQueue.Contracts;

/// <summary>A job has its answer.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="Result">The answer.</param>
/// <param name="Worker">Who gave it.</param>
/// <param name="CompletedAt">When, in UTC.</param>
public sealed record ClassifyCompleted(Guid JobId, ClassificationResult Result, WorkerReference Worker, DateTimeOffset CompletedAt);
