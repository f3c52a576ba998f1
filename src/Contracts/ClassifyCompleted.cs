namespace GenreQueue.Contracts;

/// <summary>A worker has classified the track of a job.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="Result">The classification.</param>
/// <param name="Worker">The worker that classified it.</param>
/// <param name="CompletedAt">Completion time in UTC.</param>
public sealed record ClassifyCompleted(Guid JobId, ClassificationResult Result, WorkerReference Worker, DateTimeOffset CompletedAt);
