using System.Numerics;

namespace GenreQueue.Analysis.Features;

/// <summary>Mel-frequency cepstral coefficients as python_speech_features 0.5 computes them by default.</summary>
internal static class Mfcc
{
    public const int SampleRate = 22_050;
    public const int Coefficients = 13;
    public const int FrameLength = 551;
    public const int FrameStep = 221;
    public const int FftLength = 512;
    public const int Filters = 26;

    /// <summary>How many frames cover that many samples; the last one is padded with zeros.</summary>
    public static int FrameCount(int samples) =>
        samples <= FrameLength ? 1 : 1 + (samples - FrameLength + FrameStep - 1) / FrameStep;

    /// <param name="samples">Mono, full scale ±1; shape [n].</param>
    /// <param name="offset">Subtracted from each sample.</param>
    /// <returns>Shape [13][frames].</returns>
    public static double[][] Compute(ReadOnlySpan<float> samples, double offset)
    {
        var signal = new double[samples.Length];
        for (var t = 0; t < signal.Length; t++)
        {
            signal[t] = 32768 * (samples[t] - offset) - (t == 0 ? 0 : 0.97 * 32768 * (samples[t - 1] - offset));
        }
        var frames = FrameCount(samples.Length);
        var result = Enumerable.Range(0, Coefficients).Select(_ => new double[frames]).ToArray();
        var bank = FilterBank();
        for (var frame = 0; frame < frames; frame++)
        {
            var spectrum = new Complex[FftLength];
            for (var t = 0; t < FftLength && frame * FrameStep + t < signal.Length; t++) spectrum[t] = signal[frame * FrameStep + t];
            var power = Fft(spectrum).Take(FftLength / 2 + 1).Select(c => (c.Real * c.Real + c.Imaginary * c.Imaginary) / FftLength).ToArray();
            var logs = bank.Select(filter => Log(filter.Zip(power, (w, p) => w * p).Sum())).ToArray();
            result[0][frame] = Log(power.Sum());
            for (var k = 1; k < Coefficients; k++)
            {
                var sum = logs.Select((l, j) => l * Math.Cos(Math.PI * k * (2 * j + 1) / (2 * Filters))).Sum();
                result[k][frame] = Math.Sqrt(2.0 / Filters) * sum * (1 + 11 * Math.Sin(Math.PI * k / 22));
            }
        }
        return result;
    }

    private static double Log(double value) => Math.Log(value == 0 ? Math.BitIncrement(1.0) - 1 : value);

    private static Complex[] Fft(Complex[] x)
    {
        if (x.Length == 1) return x;
        var even = Fft([.. x.Where((_, i) => i % 2 == 0)]);
        var odd = Fft([.. x.Where((_, i) => i % 2 == 1)]);
        var result = new Complex[x.Length];
        for (var k = 0; k < even.Length; k++)
        {
            var turned = odd[k] * Complex.FromPolarCoordinates(1, -2 * Math.PI * k / x.Length);
            (result[k], result[k + even.Length]) = (even[k] + turned, even[k] - turned);
        }
        return result;
    }

    private static double[][] FilterBank()
    {
        static double Mel(double hertz) => 2595 * Math.Log10(1 + hertz / 700);
        static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
        var corners = Enumerable.Range(0, Filters + 2)
            .Select(i => (int)Math.Floor((FftLength + 1) * Hertz(Mel(SampleRate / 2.0) * i / (Filters + 1)) / SampleRate))
            .ToArray();
        return [.. Enumerable.Range(0, Filters).Select(j => Filter(corners[j], corners[j + 1], corners[j + 2]))];
    }

    private static double[] Filter(int left, int centre, int right)
    {
        var filter = new double[FftLength / 2 + 1];
        for (var i = left; i < centre; i++) filter[i] = (i - left) / (double)(centre - left);
        for (var i = centre; i < right; i++) filter[i] = (right - i) / (double)(right - centre);
        return filter;
    }
}
