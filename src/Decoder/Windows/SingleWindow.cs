using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Readers;

namespace GenreQueue.Decoder.Windows;

/// <summary>Decodes the one window of <see cref="WindowMode.Start"/> or <see cref="WindowMode.Middle"/>.</summary>
internal sealed class SingleWindow(AudioReader reader, WindowPump pump, IWindowSink sink)
{
    // Where the header does not tell the length, or lies, this much is decoded to find it out.
    private const int CountSeconds = 3_600;

    private long? _length = reader.DeclaredFrames;

    /// <exception cref="AudioException">There is under a second of audio, or nothing but silence.</exception>
    public void Decode(WindowMode mode)
    {
        var read = mode == WindowMode.Start ? Take(0) : TakeMiddle();
        if (read < pump.Rate) throw AudioFaults.TooLittle(read, reader.DeclaredFrames, pump.Rate);
        if (pump.IsSilent) throw AudioFaults.Silent();
        sink.End(reader.Info with { DurationSeconds = (double?)_length / pump.Rate });
    }

    private long TakeMiddle()
    {
        if (_length is { } declared)
        {
            var start = Middle(declared);
            if (start == 0) return Take(0);
            if (reader.Seek(start))
            {
                var read = pump.Send(reader, start);
                if (read == pump.WindowFrames) return read;
                // The track ends here, whatever its header says; a window that began too late is taken again, further up.
                if (read > 0)
                {
                    _length = start + read;
                    return Take(Middle(start + read));
                }
            }
        }
        return TakeCountedMiddle();
    }

    private long TakeCountedMiddle()
    {
        var limit = (long)CountSeconds * pump.Rate;
        reader.Rewind();
        var counted = pump.Skip(reader, limit);
        _length = counted < limit ? counted : null;
        return counted == 0 ? 0 : Take(Middle(counted));
    }

    private long Take(long start)
    {
        if (start == 0)
        {
            reader.Rewind();
        }
        else if (!reader.Seek(start))
        {
            reader.Rewind();
            pump.Skip(reader, start);
        }
        var read = pump.Send(reader, start);
        if (read < pump.WindowFrames) _length = start + read;
        return read;
    }

    private long Middle(long frames) => Math.Max(0, (frames - pump.WindowFrames) / 2);
}
