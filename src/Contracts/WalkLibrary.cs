namespace GenreQueue.Contracts;

/// <summary>Asks an API process to queue a job for each file of a batch that names a folder of a library. Delivered at least once.</summary>
/// <param name="BatchId">Key of the batch row, which makes handling idempotent.</param>
public sealed record WalkLibrary(Guid BatchId);
