namespace GenreQueue.Training.Datasets;

/// <summary>The features of one track of known genre.</summary>
/// <param name="Track">Name of the track, unique within its table.</param>
/// <param name="Genre">Genre of the track.</param>
/// <param name="Values">Unscaled features; shape [104] or [103], depending on the kind of the table.</param>
public sealed record FeatureRow(string Track, string Genre, double[] Values);
