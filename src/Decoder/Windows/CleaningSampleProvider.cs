using System.Numerics;
using System.Runtime.InteropServices;
using GenreQueue.Decoder.Resampling;
using NAudio.Wave;

namespace GenreQueue.Decoder.Windows;

/// <summary>Replaces samples that are not finite or absurdly large with 0, measures the peak and counts the samples.</summary>
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

    // Vectorised: a scalar loop takes 1.4 ms for 30 s at 44.1 kHz, twice as long as averaging the channels; this one takes 0.1 ms.
    private void Clean(Span<float> samples)
    {
        var limit = new Vector<float>(MaxMagnitude);
        var peaks = new Vector<float>(Peak);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (ref var vector in vectors)
        {
            var magnitudes = Vector.Abs(vector);
            var valid = Vector.LessThanOrEqual(magnitudes, limit).As<int, float>();   // false for NaN
            vector &= valid;
            peaks = Vector.MaxNative(peaks, magnitudes & valid);
        }
        var peak = 0f;
        for (var lane = 0; lane < Vector<float>.Count; lane++) peak = MathF.Max(peak, peaks[lane]);
        foreach (ref var sample in samples[(vectors.Length * Vector<float>.Count)..])
        {
            if (!(MathF.Abs(sample) <= MaxMagnitude)) sample = 0;
            peak = MathF.Max(peak, MathF.Abs(sample));
        }
        Peak = peak;
    }
}
