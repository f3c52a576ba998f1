namespace GenreQueue.Contracts;

/// <summary>A job's stored state has changed. A hint for watchers: the job resource is the truth.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="BatchId">Batch of the job, if any.</param>
/// <param name="State">The stored state.</param>
/// <param name="Sequence">Grows with every change of this job; a watcher ignores what is not above what it has.</param>
public sealed record JobChanged(Guid JobId, Guid? BatchId, JobState State, long Sequence);
