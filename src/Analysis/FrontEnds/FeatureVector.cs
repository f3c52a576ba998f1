namespace GenreQueue.Analysis.FrontEnds;

/// <summary>One window of audio as numbers.</summary>
/// <param name="Kind">What the values mean.</param>
/// <param name="Values">Unscaled features; shape [104] for classic, [103] for logcov. All finite.</param>
/// <param name="RmsDbfs">
/// Root mean square of the samples about their mean, in dB below full scale (a full-scale square wave is 0); −200 at the lowest.
/// </param>
/// <param name="MinEigenvalue">Smallest eigenvalue of the covariance that <paramref name="Values"/> describes; near 0 for tones.</param>
/// <param name="Seconds">Length of the window in seconds.</param>
public sealed record FeatureVector(FeatureKind Kind, double[] Values, double RmsDbfs, double MinEigenvalue, double Seconds);
