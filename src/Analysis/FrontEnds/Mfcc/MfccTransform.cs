using System.Runtime.Intrinsics;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>
/// Mel-frequency cepstral coefficients of mono audio at 22,050 Hz, as computed by python_speech_features 0.5 from 16-bit samples
/// with its default settings. Reuses its buffers and is not thread-safe.
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

    /// <summary>Maximum number of frames computed at once; the output needs space for a multiple of it.</summary>
    public const int FrameGroup = 8;

    /// <summary>Number of frames that cover a number of samples; the last frame is padded with zeros.</summary>
    public static int FrameCount(int samples) =>
        samples <= FrameLength ? 1 : 1 + (samples - FrameLength + FrameStep - 1) / FrameStep;

    /// <summary>Creates the widest transform that the processor has registers for.</summary>
    public static MfccTransform Create() =>
        Vector512.IsHardwareAccelerated ? new MfccTransform<Lanes8>()
        : Vector256.IsHardwareAccelerated ? new MfccTransform<Lanes4>()
        : new MfccTransform<Lanes2>();

    /// <summary>Computes the coefficients of every frame.</summary>
    /// <param name="samples">Mono, full scale ±1; shape [n]. Scaled to 16 bits, ±32768.</param>
    /// <param name="offset">Subtracted from each sample; full scale ±1.</param>
    /// <param name="output">
    /// Receives row-major [13, <paramref name="stride"/>], of which the first <see cref="FrameCount"/> columns are valid.
    /// </param>
    /// <param name="stride">Columns of the output; at least the number of frames rounded up to <see cref="FrameGroup"/>.</param>
    /// <exception cref="ArgumentException">The output is too small.</exception>
    public abstract void Compute(ReadOnlySpan<float> samples, double offset, Span<double> output, int stride);
}
