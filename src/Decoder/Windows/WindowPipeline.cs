using GenreQueue.Analysis.Decoding;
using GenreQueue.Decoder.Resampling;
using NAudio.Wave;

namespace GenreQueue.Decoder.Windows;

/// <summary>The samples of one window: mono → cut to its length → cleaned → resampled.</summary>
internal sealed class WindowPipeline : ISampleProvider, IDisposable
{
    private readonly CleaningSampleProvider _cleaned;
    private readonly SoxrSampleProvider? _resampled;
    private int _remaining;

    /// <param name="mono">The track, at the first sample of the window.</param>
    /// <param name="sampleRate">Rate of the window in Hz.</param>
    public WindowPipeline(ISampleProvider mono, int sampleRate)
    {
        _cleaned = new CleaningSampleProvider(mono.Take(TimeSpan.FromSeconds(AudioWindow.Seconds)));
        if (mono.WaveFormat.SampleRate != sampleRate) _resampled = new SoxrSampleProvider(_cleaned, sampleRate);
        _remaining = AudioWindow.MaxSamples(sampleRate);
    }

    /// <inheritdoc/>
    public WaveFormat WaveFormat => Output.WaveFormat;

    /// <summary>Number of frames of the file that the window was made from.</summary>
    public long SourceFrames => _cleaned.Count;

    /// <summary>True if no sample read so far was above the smallest 16-bit step.</summary>
    public bool IsSilent => _cleaned.Peak <= 1f / 32_768;

    private ISampleProvider Output => _resampled ?? (ISampleProvider)_cleaned;

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        var count = Output.Read(buffer);
        // Rounding in the resampler can add a sample to a full window.
        count = Math.Min(count, _remaining);
        _remaining -= count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => _resampled?.Dispose();
}
