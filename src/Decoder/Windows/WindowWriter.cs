using GenreQueue.Analysis.Decoding;
using GenreQueue.Decoder.Readers;
using GenreQueue.Decoder.Resampling;
using NAudio.Wave;

namespace GenreQueue.Decoder.Windows;

/// <summary>Writes windows of one file to the output, each from the current position of the reader. Not thread-safe.</summary>
internal sealed class WindowWriter(IAudioReader reader, int sampleRate, IWindowOutput output)
{
    private readonly ISampleProvider _mono =
        reader.WaveFormat.Channels > 2 ? new ChannelMeanSampleProvider(reader) : reader.ToMono();

    /// <summary>Rate of the file in Hz.</summary>
    public int Rate => reader.Info.SampleRate;

    /// <summary>Number of frames in a full window at the rate of the file.</summary>
    public long WindowFrames { get; } = (long)reader.Info.SampleRate * AudioWindow.Seconds;

    /// <summary>True if the window written last contains only digital silence.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Writes a window, which is shorter than a full one at the end of the track.</summary>
    /// <param name="startFrame">The current position of the reader.</param>
    /// <returns>Number of frames read at the rate of the file.</returns>
    public long Write(long startFrame)
    {
        using var window = new WindowPipeline(_mono, sampleRate);
        output.Write((double)startFrame / Rate, window);
        IsSilent = window.IsSilent;
        return window.SourceFrames;
    }

    /// <summary>Reads frames and discards them.</summary>
    /// <returns>Number of frames read, at most <paramref name="limit"/>.</returns>
    public long Skip(long limit)
    {
        var channels = reader.WaveFormat.Channels;
        var block = new float[SoxrSampleProvider.BlockLength * channels];
        long skipped = 0;
        while (skipped < limit)
        {
            var read = reader.Read(block.AsSpan(0, (int)Math.Min(block.Length, (limit - skipped) * channels)));
            if (read == 0) break;
            skipped += read / channels;
        }
        return skipped;
    }
}
