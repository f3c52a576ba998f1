using NAudio.Wave;

namespace GenreQueue.Decoder.Windows;

/// <summary>
/// Averages the channels of each frame with equal weights, in double precision. For three channels and more;
/// NAudio's <c>ToMono</c> does the same for two.
/// </summary>
internal sealed class ChannelMeanSampleProvider(ISampleProvider source) : ISampleProvider
{
    private float[] _interleaved = [];

    /// <inheritdoc/>
    public WaveFormat WaveFormat { get; } = WaveFormat.CreateIeeeFloatWaveFormat(source.WaveFormat.SampleRate, channels: 1);

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        var channels = source.WaveFormat.Channels;
        if (_interleaved.Length < buffer.Length * channels) _interleaved = new float[buffer.Length * channels];
        var frames = source.Read(_interleaved.AsSpan(0, buffer.Length * channels)) / channels;
        var weight = 1.0 / channels;
        for (var i = 0; i < frames; i++)
        {
            double sum = 0;
            foreach (var sample in _interleaved.AsSpan(i * channels, channels)) sum += sample;
            buffer[i] = (float)(sum * weight);
        }
        return frames;
    }
}
