namespace GenreQueue.Analysis.FrontEnds;

/// <summary>The features of one window of audio.</summary>
/// <param name="FrontEnd"><see cref="IFrontEnd.Id"/> of the front end that computed them.</param>
/// <param name="Values">Unscaled features; shape [<see cref="IFrontEnd.Length"/>]. All finite.</param>
/// <param name="Signal">Measurements of the signal itself; null from a front end that does not take them.</param>
/// <param name="Seconds">Length of the window in seconds.</param>
public sealed record FeatureVector(string FrontEnd, double[] Values, SignalFacts? Signal, double Seconds);

/// <summary>Measurements that separate music from silence and tones.</summary>
/// <param name="RmsDbfs">
/// Root mean square of the samples about their mean, in dB relative to full scale (a full-scale square wave is 0); at least −200.
/// </param>
/// <param name="MinEigenvalue">Smallest eigenvalue of the covariance of the MFCCs; near 0 for tones.</param>
public sealed record SignalFacts(double RmsDbfs, double MinEigenvalue);
