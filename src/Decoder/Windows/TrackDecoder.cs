using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Readers;

namespace GenreQueue.Decoder.Windows;

/// <summary>
/// Decodes the asked part of one file after another. Native code runs in the calling thread, so only the decoder
/// program may use it. Not thread-safe.
/// </summary>
internal sealed class TrackDecoder(IWindowSink sink)
{
    /// <summary>Frames read at a time.</summary>
    public const int BlockFrames = 8_192;

    /// <summary>Hands the windows of <paramref name="path"/> to the sink.</summary>
    /// <param name="path">A file; judged by its content.</param>
    /// <param name="mode">The part to decode.</param>
    /// <param name="sampleRate">Rate of the samples in Hz.</param>
    /// <param name="wholeLimit">Audio after which <see cref="WindowMode.Whole"/> stops.</param>
    /// <exception cref="AudioException">The file gives no audio, or no more of it.</exception>
    public void Decode(string path, WindowMode mode, int sampleRate, TimeSpan wholeLimit)
    {
        var content = AudioFile.Sniff(path);
        if (content == Content.NotAudio) throw AudioFaults.UnsupportedFormat();
        AudioException? refusal = null;
        if (content == Content.SndFile)
        {
            try
            {
                using var reader = SndFileReader.Open(path);
                Decode(reader, mode, sampleRate, wholeLimit);
                return;
            }
            catch (AudioException exception) when (exception.Code is ErrorCodes.Corrupt or ErrorCodes.Truncated or ErrorCodes.TooShort)
            {
                refusal = exception;
            }
        }
        try
        {
            using var reader = FFmpegReader.Open(path);
            Decode(reader, mode, sampleRate, wholeLimit);
        }
        catch (AudioException exception) when (exception.Code is ErrorCodes.Corrupt or ErrorCodes.UnsupportedFormat)
        {
            throw refusal ?? (content == Content.Unknown ? AudioFaults.UnsupportedFormat() : AudioFaults.Corrupt());
        }
        catch (MissingProgramException) when (refusal is not null)
        {
            throw refusal;
        }
    }

    private void Decode(AudioReader reader, WindowMode mode, int sampleRate, TimeSpan wholeLimit)
    {
        var pump = new WindowPump(reader.Info.SampleRate, sampleRate, sink);
        if (mode == WindowMode.Whole) new WholeTrack(reader, pump, sink).Decode(wholeLimit);
        else new SingleWindow(reader, pump, sink).Decode(mode);
    }
}
