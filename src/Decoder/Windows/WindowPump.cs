using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Decoder.Readers;
using GenreQueue.Decoder.Resampling;

namespace GenreQueue.Decoder.Windows;

/// <summary>Moves frames from a reader through the resampler into the sink. Not thread-safe.</summary>
internal sealed class WindowPump(int rate, int outputRate, IWindowSink sink)
{
    // No sample of a sane file is this far above full scale; beyond it, features overflow.
    private const float Absurd = 65_536;

    private readonly float[] _block = new float[TrackDecoder.BlockFrames];
    private int _room;

    /// <summary>Rate of the frames that go in, in Hz.</summary>
    public int Rate => rate;

    /// <summary>Frames of a full window at the rate of the file.</summary>
    public long WindowFrames { get; } = (long)rate * AudioWindow.Seconds;

    /// <summary>Greatest magnitude in the window, before resampling.</summary>
    public float Peak { get; private set; }

    /// <summary>True when nothing in the window was above one 16-bit step.</summary>
    public bool IsSilent => Peak <= 1f / 32_768;

    /// <summary>Sends one window, or what there is of it.</summary>
    /// <returns>Frames read at the rate of the file; fewer than a full window only at the end of what can be decoded.</returns>
    public long Send(AudioReader reader, long startFrame)
    {
        sink.Begin((double)startFrame / rate);
        using var resampler = new Resampler(rate, outputRate);
        _room = AudioWindow.MaxSamples(outputRate);
        Peak = 0;
        long read = 0;
        while (read < WindowFrames)
        {
            var frames = reader.Read(_block.AsSpan(0, (int)Math.Min(_block.Length, WindowFrames - read)));
            if (frames == 0) break;
            Clean(_block.AsSpan(0, frames));
            resampler.Process(_block.AsSpan(0, frames), Emit);
            read += frames;
        }
        resampler.Finish(Emit);
        return read;
    }

    /// <summary>Reads and drops frames.</summary>
    /// <returns>Frames read, at most <paramref name="limit"/>.</returns>
    public long Skip(AudioReader reader, long limit)
    {
        long read = 0;
        while (read < limit)
        {
            var frames = reader.Read(_block.AsSpan(0, (int)Math.Min(_block.Length, limit - read)));
            if (frames == 0) break;
            read += frames;
        }
        return read;
    }

    private void Clean(Span<float> samples)
    {
        var peak = Peak;
        foreach (ref var sample in samples)
        {
            var magnitude = MathF.Abs(sample);
            if (!(magnitude <= Absurd)) sample = magnitude = 0;   // also what is not a number
            if (magnitude > peak) peak = magnitude;
        }
        Peak = peak;
    }

    private void Emit(ReadOnlySpan<float> samples)
    {
        // Rounding in the resampler can add a sample to a full window.
        if (samples.Length > _room) samples = samples[.._room];
        _room -= samples.Length;
        if (!samples.IsEmpty) sink.Samples(samples);
    }
}
