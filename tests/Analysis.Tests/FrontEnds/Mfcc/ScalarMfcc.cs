using System.Numerics;

namespace GenreQueue.Analysis.Tests.FrontEnds.Mfcc;

/// <summary>
/// Scalar reference implementation: MFCCs computed directly from their definition (the defaults of python_speech_features 0.5),
/// frame by frame in double precision.
/// </summary>
internal static class ScalarMfcc
{
    public const int Coefficients = 13;

    private const int SampleRate = 22_050;
    private const int FrameLength = 551;
    private const int FrameStep = 221;
    private const int FftLength = 512;
    private const int Filters = 26;

    private static readonly double[][] Bank = FilterBank();

    /// <param name="samples">Mono, full scale ±1; shape [n].</param>
    /// <param name="offset">Subtracted from each sample.</param>
    /// <returns>Shape [13][frames].</returns>
    public static double[][] Compute(ReadOnlySpan<float> samples, double offset = 0)
    {
        var pcm = samples.ToArray().Select(s => 32768 * (s - offset)).ToArray();
        var signal = pcm.Select((s, t) => t == 0 ? s : s - 0.97 * pcm[t - 1]).ToArray();
        var frames = signal.Length <= FrameLength ? 1 : 1 + (int)Math.Ceiling((signal.Length - FrameLength) / (double)FrameStep);
        var result = Enumerable.Range(0, Coefficients).Select(_ => new double[frames]).ToArray();
        for (var frame = 0; frame < frames; frame++)
        {
            var x = new Complex[FftLength];
            for (var t = 0; t < FftLength && frame * FrameStep + t < signal.Length; t++) x[t] = signal[frame * FrameStep + t];
            var coefficients = Frame(x);
            for (var k = 0; k < Coefficients; k++) result[k][frame] = coefficients[k];
        }
        return result;
    }

    private static double[] Frame(Complex[] x)
    {
        var spectrum = Fft(x);
        var power = new double[FftLength / 2 + 1];
        for (var k = 0; k < power.Length; k++)
        {
            power[k] = (spectrum[k].Real * spectrum[k].Real + spectrum[k].Imaginary * spectrum[k].Imaginary) / FftLength;
        }
        var logs = new double[Filters];
        for (var j = 0; j < Filters; j++)
        {
            double sum = 0;
            for (var k = 0; k < power.Length; k++) sum += Bank[j][k] * power[k];
            logs[j] = LogOrEpsilon(sum);
        }
        var result = new double[Coefficients];
        result[0] = LogOrEpsilon(power.Sum());
        for (var k = 1; k < Coefficients; k++)
        {
            double sum = 0;
            for (var j = 0; j < Filters; j++) sum += logs[j] * Math.Cos(Math.PI * k * (2 * j + 1) / (2 * Filters));
            result[k] = Math.Sqrt(2.0 / Filters) * sum * (1 + 11 * Math.Sin(Math.PI * k / 22));
        }
        return result;
    }

    private static double LogOrEpsilon(double value) => Math.Log(value == 0 ? Math.BitIncrement(1.0) - 1 : value);

    /// <summary>Radix-2, recursive, decimated in time; Cooley and Tukey 1965, doi:10.1090/S0025-5718-1965-0178586-1.</summary>
    private static Complex[] Fft(Complex[] x)
    {
        if (x.Length == 1) return x;
        var half = x.Length / 2;
        Complex[] even = new Complex[half], odd = new Complex[half];
        for (var i = 0; i < half; i++) (even[i], odd[i]) = (x[2 * i], x[2 * i + 1]);
        (even, odd) = (Fft(even), Fft(odd));
        for (var k = 0; k < half; k++)
        {
            var (sin, cos) = Math.SinCos(-2 * Math.PI * k / x.Length);
            var turned = odd[k] * new Complex(cos, sin);
            (x[k], x[k + half]) = (even[k] + turned, even[k] - turned);
        }
        return x;
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
