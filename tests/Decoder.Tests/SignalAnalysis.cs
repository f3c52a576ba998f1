
namespace GenreQueue.Decoder.Tests;

/// <summary>Measures signals.</summary>
internal static class SignalAnalysis
{
    public static double Rms(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (var sample in samples) sum += (double)sample * sample;
        return Math.Sqrt(sum / samples.Length);
    }

    /// <summary>Highest normalised correlation over all lags, as codecs delay the signal.</summary>
    public static double BestCorrelation(float[] a, float[] b, int maxLag)
    {
        var best = -1.0;
        var length = Math.Min(6_000, Math.Min(a.Length, b.Length) - 2 * maxLag);
        var from = (Math.Min(a.Length, b.Length) - length) / 2;
        for (var lag = -maxLag; lag <= maxLag; lag++)
        {
            best = Math.Max(best, Correlation(a.AsSpan(from, length), b.AsSpan(from + lag, length)));
        }
        return best;
    }

    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
        {
            ab += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
        }
        return ab / Math.Sqrt(aa * bb);
    }

    /// <summary>Amplitude of one frequency (full scale 1), by correlation under a Hann window.</summary>
    public static double Amplitude(ReadOnlySpan<float> samples, double hertz, int rate)
    {
        double re = 0, im = 0, weights = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var weight = 0.5 - 0.5 * Math.Cos(Math.Tau * i / samples.Length);
            var (sin, cos) = Math.SinCos(Math.Tau * hertz * i / rate);
            re += weight * samples[i] * cos;
            im += weight * samples[i] * sin;
            weights += weight;
        }
        return 2 * Math.Sqrt(re * re + im * im) / weights;
    }
}
