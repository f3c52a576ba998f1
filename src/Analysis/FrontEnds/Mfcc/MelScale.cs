namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Constants of the cepstrum: the positions of the mel filters and the matrix from their logarithms to coefficients.</summary>
internal static class MelScale
{
    public const int Filters = 26;

    /// <summary>Double epsilon, 2⁻⁵², which replaces a power of zero before the logarithm.</summary>
    public const double Epsilon = 2.220446049250313e-16;

    private const int Lifter = 22;

    /// <summary>
    /// FFT bins where the triangular filters begin, peak and end: filter j rises from corner j to j + 1 and falls to j + 2. The 28
    /// corners are evenly spaced in mel from 0 to 11,025 Hz and rounded down to bins of a 512-point FFT, floor(513·f/22,050).
    /// </summary>
    public static int[] Corners { get; } = [.. Enumerable.Range(0, Filters + 2)
        .Select(i => (int)Math.Floor((PowerSpectrum.FftLength + 1) * Hertz(Mel(MfccTransform.SampleRate / 2.0) * i / (Filters + 1)) / MfccTransform.SampleRate))];

    /// <summary>
    /// Product of the orthonormal DCT-II and the lifter 1 + 11·sin(πk/22): coefficients 1 to 12 by filter, row-major [26, 12].
    /// </summary>
    public static double[] Cepstrum { get; } = [.. Enumerable.Range(0, Filters)
        .SelectMany(j => Enumerable.Range(1, MfccTransform.Coefficients - 1).Select(k => Dct(k, j) * (1 + Lifter / 2.0 * Math.Sin(Math.PI * k / Lifter))))];

    private static double Mel(double hertz) => 2595 * Math.Log10(1 + hertz / 700);

    private static double Hertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);

    private static double Dct(int k, int j) => Math.Sqrt(2.0 / Filters) * Math.Cos(Math.PI * k * (2 * j + 1) / (2 * Filters));
}
