using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Readers;

namespace GenreQueue.Decoder.Windows;

/// <summary>Decodes the window of <see cref="WindowMode.Start"/> or <see cref="WindowMode.Middle"/>.</summary>
internal sealed class SingleWindow(IAudioReader reader, WindowWriter writer, IWindowOutput output)
{
    // If the header declares no length or a wrong one, up to this much audio is decoded to measure it.
    private const int MaxCountedSeconds = 3_600;

    private long? _length = reader.DeclaredFrames;

    /// <exception cref="AudioException">There is less than a second of audio, or only silence.</exception>
    public void Decode(WindowMode mode)
    {
        var read = mode == WindowMode.Start ? WriteFrom(0) : WriteMiddle();
        if (read < writer.Rate) throw AudioFaults.TooLittle(read, reader.DeclaredFrames, writer.Rate);
        if (writer.IsSilent) throw AudioFaults.Silent();
        output.Complete(reader.Info with { DurationSeconds = (double?)_length / writer.Rate });
    }

    private long WriteMiddle()
    {
        if (_length is { } declared)
        {
            var start = MiddleOf(declared);
            if (start == 0) return WriteFrom(0);
            if (reader.Seek(start))
            {
                var read = writer.Write(start);
                if (read == writer.WindowFrames) return read;
                // The header declares too much: the track ends here, so the middle is nearer to the start.
                if (read > 0)
                {
                    _length = start + read;
                    return WriteFrom(MiddleOf(start + read));
                }
            }
        }
        return WriteCountedMiddle();
    }

    private long WriteCountedMiddle()
    {
        var limit = (long)MaxCountedSeconds * writer.Rate;
        reader.Rewind();
        var counted = writer.Skip(limit);
        _length = counted < limit ? counted : null;
        return counted == 0 ? 0 : WriteFrom(MiddleOf(counted));
    }

    private long WriteFrom(long start)
    {
        if (start == 0)
        {
            reader.Rewind();
        }
        else if (!reader.Seek(start))
        {
            reader.Rewind();
            writer.Skip(start);
        }
        var read = writer.Write(start);
        if (read < writer.WindowFrames) _length = start + read;
        return read;
    }

    private long MiddleOf(long frames) => Math.Max(0, (frames - writer.WindowFrames) / 2);
}
