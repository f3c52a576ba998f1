namespace GenreQueue.Analysis.Decoding;

/// <summary>A window of a track: decoded, mixed down to mono and resampled.</summary>
/// <param name="Info">The file that the window was decoded from.</param>
/// <param name="SampleRate">Rate of <paramref name="Samples"/> in Hz, as requested.</param>
/// <param name="StartSeconds">Start of the window in seconds from the start of the track.</param>
/// <param name="Samples">
/// Mono, full scale ±1; at most <see cref="MaxSamples"/>. The memory belongs to the decoder slot and is valid until the
/// enumerator advances or is disposed.
/// </param>
public sealed record AudioWindow(AudioInfo Info, int SampleRate, double StartSeconds, ReadOnlyMemory<float> Samples)
{
    /// <summary>Length of a full window in seconds.</summary>
    public const int Seconds = 30;

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => (double)Samples.Length / SampleRate;

    /// <summary>Number of samples in a full window.</summary>
    /// <param name="sampleRate">Rate of the window in Hz.</param>
    public static int MaxSamples(int sampleRate) => sampleRate * Seconds;
}
