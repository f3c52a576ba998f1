using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Readers;

namespace GenreQueue.Decoder.Windows;

/// <summary>Decodes the requested windows of one file after another. Native code runs on the calling thread. Not thread-safe.</summary>
internal sealed class TrackDecoder(IWindowOutput output)
{
    /// <summary>Writes the windows of a file to the output.</summary>
    /// <param name="path">The file; its content decides how it is read.</param>
    /// <param name="mode">Windows to decode.</param>
    /// <param name="sampleRate">Rate of the windows in Hz.</param>
    /// <param name="wholeLimit">Length of audio after which <see cref="WindowMode.Whole"/> stops.</param>
    /// <exception cref="AudioException">The file contains no audio that can be analysed, or decoding stopped early.</exception>
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

    private void Decode(IAudioReader reader, WindowMode mode, int sampleRate, TimeSpan wholeLimit)
    {
        var writer = new WindowWriter(reader, sampleRate, output);
        if (mode == WindowMode.Whole) new WholeTrack(reader, writer, output).Decode(wholeLimit);
        else new SingleWindow(reader, writer, output).Decode(mode);
    }
}
