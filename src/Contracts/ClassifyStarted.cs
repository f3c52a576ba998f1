namespace GenreQueue.Contracts;

/// <summary>A worker has started a job. Sent again if the job is redelivered.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="Worker">The worker that runs the job.</param>
/// <param name="StartedAt">Start time in UTC.</param>
/// <param name="Alone">Whether the worker runs no other job meanwhile, so that a crash is the fault of this one.</param>
public sealed record ClassifyStarted(Guid JobId, WorkerReference Worker, DateTimeOffset StartedAt, bool Alone = false);

/// <summary>Identifies a worker process.</summary>
/// <param name="Name">Host name and process id.</param>
/// <param name="Version">Version of the worker program.</param>
public sealed record WorkerReference(string Name, string Version);
