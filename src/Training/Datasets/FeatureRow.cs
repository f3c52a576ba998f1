namespace GenreQueue.Training.Datasets;

/// <summary>The features of one track of known genre.</summary>
/// <param name="Track">Name of the track, unique in its table.</param>
/// <param name="Genre">Its genre.</param>
/// <param name="Values">Unscaled features; shape [104] or [103], by the table's kind.</param>
public sealed record FeatureRow(string Track, string Genre, double[] Values);
