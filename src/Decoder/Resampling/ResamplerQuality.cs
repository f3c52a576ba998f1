using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Resampling;

/// <summary>The filter for each output rate. soxr states bandwidth as a fraction of the lower Nyquist frequency.</summary>
internal static class ResamplerQuality
{
    // 0.9451 × 11,025 Hz = 10.42 kHz: the MFCC filter bank covers the whole band, and a softer filter changes many answers.
    private static readonly SoxrQuality Flat = Quality(passbandEnd: 0.9451, stopbandBegin: 1.0);

    // The response of resampy's "kaiser_best", which published networks were trained with: -6 dB at its roll-off of 0.9476,
    // and the 0.147 wide transition of a Kaiser window (β 14.77, 64 zero crossings) around it.
    private static readonly SoxrQuality KaiserBest = Quality(passbandEnd: 0.874, stopbandBegin: 1.021);

    /// <summary>The filter for an output rate in Hz.</summary>
    public static SoxrQuality For(int outputRate) => outputRate == 22_050 ? Flat : KaiserBest;

    private static SoxrQuality Quality(double passbandEnd, double stopbandBegin) => new()
    {
        PrecisionBits = 20,
        PhaseResponse = 50,
        PassbandEnd = passbandEnd,
        StopbandBegin = stopbandBegin,
    };
}
