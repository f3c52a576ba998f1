namespace GenreQueue.Contracts;

/// <summary>Asks a worker to classify one stored upload. Delivered at least once.</summary>
/// <param name="JobId">Key of the job row, and the idempotency key.</param>
/// <param name="UploadKey">Name the server chose in the upload store: never a path, never the bytes.</param>
/// <param name="Model">Id of the model to ask.</param>
/// <param name="Window">Part of the track to analyse.</param>
/// <param name="Labels">Labels rule to apply.</param>
public sealed record ClassifyRequested(Guid JobId, string UploadKey, string Model, WindowMode Window, LabelsMode Labels);
