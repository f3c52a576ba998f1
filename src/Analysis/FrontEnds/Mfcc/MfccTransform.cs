using System.Runtime.Intrinsics;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>
/// Mel-frequency cepstral coefficients of mono audio at 22,050 Hz, as python_speech_features 0.5 computes them by
/// default from 16-bit samples. Holds buffers: not thread-safe.
/// </summary>
/// <remarks>
/// Pre-emphasis 0.97; frames of 551 samples every 221, of which a rectangular window takes the first 512; power
/// |X|²/512; 26 triangular mel filters; natural logarithm; orthonormal DCT-II; sinusoidal lifter 22; coefficient 0 is
/// the logarithm of the frame's total power. Davis and Mermelstein 1980, doi:10.1109/TASSP.1980.1163420.
/// </remarks>
internal abstract class MfccTransform
{
    public const int SampleRate = 22_050;
    public const int Coefficients = 13;
    public const int FrameLength = 551;
    public const int FrameStep = 221;
    public const double PreEmphasis = 0.97;

    /// <summary>Frames are computed in groups of at most this many: room for a multiple of it is asked of the caller.</summary>
    public const int FrameGroup = 8;

    /// <summary>How many frames cover that many samples; the last one is padded with zeros.</summary>
    public static int FrameCount(int samples) =>
        samples <= FrameLength ? 1 : 1 + (samples - FrameLength + FrameStep - 1) / FrameStep;

    /// <summary>The widest transform this machine has registers for.</summary>
    public static MfccTransform Create() =>
        Vector512.IsHardwareAccelerated ? new MfccTransform<Lanes8>()
        : Vector256.IsHardwareAccelerated ? new MfccTransform<Lanes4>()
        : new MfccTransform<Lanes2>();

    /// <summary>Computes the coefficients of every frame.</summary>
    /// <param name="samples">Mono, full scale ±1; shape [n]. Taken on the 16-bit scale, ±32768.</param>
    /// <param name="offset">Subtracted from each sample first; full scale ±1.</param>
    /// <param name="output">
    /// Receives row-major [13, <paramref name="stride"/>], of which the first <see cref="FrameCount"/> columns count.
    /// </param>
    /// <param name="stride">Columns of the output; at least the frames, rounded up to <see cref="FrameGroup"/>.</param>
    /// <exception cref="ArgumentException">The output is too small.</exception>
    public abstract void Compute(ReadOnlySpan<float> samples, double offset, Span<double> output, int stride);
}
