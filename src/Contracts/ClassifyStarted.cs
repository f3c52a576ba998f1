namespace GenreQueue.Contracts;

/// <summary>A worker has begun a job. May come again when the job is redelivered.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="Worker">Who works on it.</param>
/// <param name="StartedAt">When, in UTC.</param>
public sealed record ClassifyStarted(Guid JobId, WorkerReference Worker, DateTimeOffset StartedAt);

/// <param name="Name">Host and process of the worker.</param>
/// <param name="Version">Version of the worker's program.</param>
public sealed record WorkerReference(string Name, string Version);
