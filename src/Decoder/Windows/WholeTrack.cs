using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Readers;

namespace GenreQueue.Decoder.Windows;

/// <summary>Decodes the consecutive windows of <see cref="WindowMode.Whole"/>.</summary>
internal sealed class WholeTrack(AudioReader reader, WindowPump pump, IWindowSink sink)
{
    private const int LeastSecondsOfLast = 10;

    /// <exception cref="AudioException">There is under a second of audio, or nothing but silence.</exception>
    public void Decode(TimeSpan limit)
    {
        var limitFrames = (long)(limit.TotalSeconds * pump.Rate);
        var sound = false;
        long start = 0;
        reader.Rewind();
        while (start < limitFrames)
        {
            var read = pump.Send(reader, start);
            var ended = read < pump.WindowFrames;
            if (start == 0 && read < pump.Rate) throw AudioFaults.TooLittle(read, reader.DeclaredFrames, pump.Rate);
            if (!ended || start == 0 || read >= (long)LeastSecondsOfLast * pump.Rate)
            {
                sound |= !pump.IsSilent;
                sink.End(ended ? reader.Info with { DurationSeconds = (double)(start + read) / pump.Rate } : reader.Info);
            }
            start += read;
            if (ended) break;
        }
        if (!sound) throw AudioFaults.Silent();
    }
}
