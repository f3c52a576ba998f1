using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Analysis.Decoding;

/// <summary>A stretch of a track, decoded, mixed down and resampled.</summary>
/// <param name="Info">The file it comes from.</param>
/// <param name="StartSeconds">Where it begins, in seconds from the start of the track.</param>
/// <param name="Samples">
/// Mono at <see cref="Rate"/>, full scale ±1; at most <see cref="MaxSamples"/>. The memory belongs to the decoder
/// slot and is valid until the enumerator moves on or is disposed.
/// </param>
public sealed record AudioWindow(AudioInfo Info, double StartSeconds, ReadOnlyMemory<float> Samples)
{
    /// <summary>Samples in a second of every window, whatever the rate of the file.</summary>
    public const int Rate = 22_050;

    /// <summary>Seconds in a full window.</summary>
    public const int Seconds = 30;

    /// <summary>Samples in a full window.</summary>
    public const int MaxSamples = Rate * Seconds;

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => (double)Samples.Length / Rate;
}
