using GenreQueue.Decoder.Resampling;
using NAudio.Wave;

namespace GenreQueue.Decoder.Windows;

/// <summary>Replaces samples that are not finite or absurdly large by 0, measures the peak and counts the samples.</summary>
internal sealed class CleaningSampleProvider(ISampleProvider source) : ISampleProvider
{
    // No valid file is this far above full scale (±1); larger values overflow in the feature extraction.
    private const float MaxMagnitude = 65_536;

    /// <inheritdoc/>
    public WaveFormat WaveFormat => source.WaveFormat;

    /// <summary>Number of samples read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Greatest magnitude of the samples read so far.</summary>
    public float Peak { get; private set; }

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        // In blocks, so that samples are still in the cache when they are cleaned.
        var count = source.Read(buffer[..Math.Min(buffer.Length, SoxrSampleProvider.BlockLength)]);
        Clean(buffer[..count]);
        Count += count;
        return count;
    }

    private void Clean(Span<float> samples)
    {
        var peak = Peak;
        foreach (ref var sample in samples)
        {
            var magnitude = MathF.Abs(sample);
            if (!(magnitude <= MaxMagnitude)) sample = magnitude = 0;   // also true for NaN
            if (magnitude > peak) peak = magnitude;
        }
        Peak = peak;
    }
}
