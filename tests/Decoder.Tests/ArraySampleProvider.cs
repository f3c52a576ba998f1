using GenreQueue.Fixtures.Audio;
using NAudio.Wave;

namespace GenreQueue.Decoder.Tests;

/// <summary>Supplies the samples of synthesised audio.</summary>
internal sealed class ArraySampleProvider(TestAudio audio) : ISampleProvider
{
    private int _position;

    public WaveFormat WaveFormat { get; } = WaveFormat.CreateIeeeFloatWaveFormat(audio.Rate, audio.Channels);

    public int Read(Span<float> buffer)
    {
        var count = Math.Min(buffer.Length, audio.Samples.Length - _position);
        audio.Samples.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
