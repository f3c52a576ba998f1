namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Constants of <see cref="PowerSpectrum{T}"/>.</summary>
internal static class PowerSpectrum
{
    /// <summary>Number of samples in a transform.</summary>
    public const int FftLength = 512;

    /// <summary>Number of bins from 0 to the Nyquist frequency, inclusive.</summary>
    public const int Bins = FftLength / 2 + 1;

    /// <summary>Factor from the computed powers to |X|²/512.</summary>
    public const double Scale = 1.0 / (4 * FftLength);

    /// <summary>exp(−2πi·k/n).</summary>
    public static (double Re, double Im) Root(int k, int n) => (Math.Cos(2 * Math.PI * k / n), -Math.Sin(2 * Math.PI * k / n));
}
