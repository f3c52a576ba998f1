using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Readers;

namespace GenreQueue.Decoder.Windows;

/// <summary>Decodes the consecutive windows of <see cref="WindowMode.Whole"/>.</summary>
internal sealed class WholeTrack(IAudioReader reader, WindowWriter writer, IWindowOutput output)
{
    private const int MinSecondsOfLast = 10;

    /// <exception cref="AudioException">There is less than a second of audio, or only silence.</exception>
    public void Decode(TimeSpan limit)
    {
        var limitFrames = (long)(limit.TotalSeconds * writer.Rate);
        var silent = true;
        long start = 0;
        reader.Rewind();
        while (start < limitFrames)
        {
            var read = writer.Write(start);
            var ended = read < writer.WindowFrames;
            if (start == 0 && read < writer.Rate) throw AudioFaults.TooLittle(read, reader.DeclaredFrames, writer.Rate);
            if (!ended || start == 0 || read >= (long)MinSecondsOfLast * writer.Rate)
            {
                silent &= writer.IsSilent;
                output.Complete(ended ? reader.Info with { DurationSeconds = (double)(start + read) / writer.Rate } : reader.Info);
            }
            start += read;
            if (ended) break;
        }
        if (silent) throw AudioFaults.Silent();
    }
}
