namespace GenreQueue.Contracts;

/// <summary>The stored state of a job has changed. This is a notification only; the job resource is authoritative.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="BatchId">Batch of the job; null if it has none.</param>
/// <param name="State">The stored state.</param>
/// <param name="Sequence">Increases with every change of the job, so that subscribers can discard notifications that arrive late.</param>
public sealed record JobChanged(Guid JobId, Guid? BatchId, JobState State, long Sequence);
