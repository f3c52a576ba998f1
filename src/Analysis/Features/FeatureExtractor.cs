namespace GenreQueue.Analysis.Features;

/// <summary>Turns a window of samples into a feature vector. Holds buffers: one extractor per slot, not thread-safe.</summary>
public sealed class FeatureExtractor
{
    private const double QuietestDbfs = -200;

    /// <summary>A frame this far (natural log of power: 40 dB) below the loud ones says nothing about the music.</summary>
    private const double Gate = 9.21;

    private const int FewestFrames = 50;

    private readonly double[] _covariance = new double[Mfcc.Coefficients * Mfcc.Coefficients];

    /// <summary>Computes the features of one window.</summary>
    /// <param name="samples">Mono at 22,050 Hz, full scale ±1; shape [n].</param>
    /// <param name="kind">Which features.</param>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is empty.</exception>
    /// <exception cref="AudioException">A sample is NaN or infinite.</exception>
    public FeatureVector Extract(ReadOnlySpan<float> samples, FeatureKind kind)
    {
        if (samples.IsEmpty) throw new ArgumentException("There is no sample.", nameof(samples));
        var (mean, rms) = Level(samples);
        if (!double.IsFinite(rms)) throw new AudioException(Contracts.ErrorCodes.Corrupt, "The audio holds samples that are not numbers.");

        var frames = Mfcc.Compute(samples, kind == FeatureKind.LogCov ? mean : 0);
        if (kind == FeatureKind.LogCov) frames = Loud(frames);
        var means = frames.Select(f => f.Average()).ToArray();
        Covariance(frames, means, _covariance);
        var (values, minEigenvalue) = LogCov.FromMoments(means, _covariance);
        if (kind == FeatureKind.Classic) values = Classic.Pack(means, _covariance);
        return new FeatureVector(kind, values, Math.Max(QuietestDbfs, 20 * Math.Log10(rms)), minEigenvalue, samples.Length / (double)Mfcc.SampleRate);
    }

    private static (double Mean, double Rms) Level(ReadOnlySpan<float> samples)
    {
        double sum = 0, squares = 0;
        foreach (var sample in samples) sum += sample;
        var mean = sum / samples.Length;
        foreach (var sample in samples) squares += (sample - mean) * (sample - mean);
        return (mean, Math.Sqrt(squares / samples.Length));
    }

    private static double[][] Loud(double[][] frames)
    {
        var threshold = Percentile95(frames[0]) - Gate;
        var kept = Enumerable.Range(0, frames[0].Length).Where(f => frames[0][f] >= threshold).ToArray();
        return kept.Length < FewestFrames ? frames : [.. frames.Select(row => kept.Select(f => row[f]).ToArray())];
    }

    /// <summary>95th percentile, interpolated linearly between the two nearest ranks.</summary>
    private static double Percentile95(double[] values)
    {
        var sorted = values.Order().ToArray();
        var rank = 0.95 * (sorted.Length - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    private static void Covariance(double[][] frames, double[] means, double[] covariance)
    {
        var n = frames.Length;
        var count = frames[0].Length;
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
            {
                double sum = 0;
                for (var f = 0; f < count; f++) sum += (frames[i][f] - means[i]) * (frames[j][f] - means[j]);
                covariance[i * n + j] = covariance[j * n + i] = count > 1 ? sum / (count - 1) : 0;
            }
        }
    }
}
