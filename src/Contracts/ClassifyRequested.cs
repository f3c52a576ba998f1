namespace GenreQueue.Contracts;

/// <summary>Asks a worker to classify one track. Delivered at least once.</summary>
/// <param name="JobId">Key of the job row, which makes handling idempotent.</param>
/// <param name="Source">Where the audio is.</param>
/// <param name="Model">Id of the model to use.</param>
/// <param name="Window">Part of the track to analyse.</param>
/// <param name="Labels">Labels rule to apply.</param>
public sealed record ClassifyRequested(Guid JobId, TrackSource Source, string Model, WindowMode Window, LabelsMode Labels);
