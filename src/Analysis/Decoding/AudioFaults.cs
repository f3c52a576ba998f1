using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>The reasons why a file cannot be analysed, worded for its owner.</summary>
internal static class AudioFaults
{
    public static AudioException Empty() => new(ErrorCodes.Empty, "The file is empty.");

    public static AudioException NotFound() => new(ErrorCodes.NotFound, "File not found.");

    public static AudioException Unreadable(Exception? inner = null) =>
        new(ErrorCodes.Unreadable, "The file cannot be read. Check its permissions and the disk.", inner);

    public static AudioException UnsupportedFormat() =>
        new(ErrorCodes.UnsupportedFormat, "Unsupported audio format.");

    public static AudioException Corrupt() =>
        new(ErrorCodes.Corrupt, "The file is corrupt and cannot be decoded.");

    public static AudioException Truncated() =>
        new(ErrorCodes.Truncated, "The file is truncated: it contains less than one second of the audio that its header declares.");

    public static AudioException NoAudio() => new(ErrorCodes.NoAudio, "The file contains no audio stream.");

    public static AudioException TooShort() => new(ErrorCodes.TooShort, "The file contains less than one second of audio.");

    public static AudioException Silent() =>
        new(ErrorCodes.Silent, "The analysed part of the file is silent.");

    public static AudioException UnsupportedRate() =>
        new(ErrorCodes.UnsupportedRate, "Unsupported sample rate: it must be between 4 kHz and 768 kHz.");

    public static AudioException UnsupportedChannels() =>
        new(ErrorCodes.UnsupportedChannels, "Unsupported number of channels: it must be between one and eight.");

    public static AudioException Crashed() => new(ErrorCodes.DecoderCrashed, "The decoder crashed on this file.");

    public static AudioException TimedOut(TimeSpan limit) =>
        new(ErrorCodes.DecoderTimeout, FormattableString.Invariant($"Decoding took longer than {limit.TotalSeconds:0.#} seconds."));

    /// <summary>The fault with this code that a decoder child may report; null for any other code.</summary>
    public static AudioException? Find(string code) => code switch
    {
        ErrorCodes.Empty => Empty(),
        ErrorCodes.NotFound => NotFound(),
        ErrorCodes.Unreadable => Unreadable(),
        ErrorCodes.UnsupportedFormat => UnsupportedFormat(),
        ErrorCodes.Corrupt => Corrupt(),
        ErrorCodes.Truncated => Truncated(),
        ErrorCodes.NoAudio => NoAudio(),
        ErrorCodes.TooShort => TooShort(),
        ErrorCodes.Silent => Silent(),
        ErrorCodes.UnsupportedRate => UnsupportedRate(),
        ErrorCodes.UnsupportedChannels => UnsupportedChannels(),
        ErrorCodes.DecoderCrashed => Crashed(),
        _ => null,
    };

    /// <summary>The error for a file with less than one second that can be decoded.</summary>
    /// <param name="read">Number of frames decoded.</param>
    /// <param name="declared">Number of frames that the header declares, if any.</param>
    /// <param name="rate">Rate of the file in Hz.</param>
    public static AudioException TooLittle(long read, long? declared, int rate)
    {
        if (declared >= rate) return Truncated();
        return read == 0 && declared is null ? Corrupt() : TooShort();
    }

    /// <summary>Checks what a header declares before buffers are sized by it.</summary>
    public static void ThrowUnlessReadable(long rate, long channels)
    {
        if (channels is < 1 or > 8) throw UnsupportedChannels();
        if (rate is < 4_000 or > 768_000) throw UnsupportedRate();
    }
}
