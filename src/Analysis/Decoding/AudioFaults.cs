using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>The reasons why a file gives no audio, in words for the person who owns it.</summary>
internal static class AudioFaults
{
    public static AudioException Empty() => new(ErrorCodes.Empty, "The file is empty.");

    public static AudioException NotFound() => new(ErrorCodes.NotFound, "There is no such file.");

    public static AudioException Unreadable(Exception inner) =>
        new(ErrorCodes.Unreadable, "The file cannot be opened: its permissions or the disk do not allow it.", inner);

    public static AudioException UnsupportedFormat() =>
        new(ErrorCodes.UnsupportedFormat, "The content of the file is no audio format that can be read here.");

    public static AudioException Corrupt() =>
        new(ErrorCodes.Corrupt, "The file is damaged: its content cannot be decoded.");

    public static AudioException Truncated() =>
        new(ErrorCodes.Truncated, "The file ends too early: under one second of the audio it announces is there.");

    public static AudioException NoAudio() => new(ErrorCodes.NoAudio, "The file holds no audio, only other streams.");

    public static AudioException TooShort() => new(ErrorCodes.TooShort, "The file holds less than one second of audio.");

    public static AudioException Silent() =>
        new(ErrorCodes.Silent, "The analysed part of the file holds nothing but digital silence.");

    public static AudioException UnsupportedRate() =>
        new(ErrorCodes.UnsupportedRate, "The file declares a sample rate outside 4 kHz to 768 kHz.");

    public static AudioException UnsupportedChannels() =>
        new(ErrorCodes.UnsupportedChannels, "The file declares no channel or more than eight.");

    public static AudioException Crashed() => new(ErrorCodes.DecoderCrashed, "The decoder broke down on this file.");

    public static AudioException TimedOut(TimeSpan limit) =>
        new(ErrorCodes.DecoderTimeout, FormattableString.Invariant($"Decoding took longer than {limit.TotalSeconds:0.#} seconds."));

    /// <summary>Why a file of which under one second could be decoded gives no answer.</summary>
    /// <param name="read">Frames that were decoded.</param>
    /// <param name="declared">Frames by the header, if it tells.</param>
    /// <param name="rate">Frames in a second.</param>
    public static AudioException TooLittle(long read, long? declared, int rate)
    {
        if (declared >= rate) return Truncated();
        return read == 0 && declared is null ? Corrupt() : TooShort();
    }

    /// <summary>Checks what a header declares, before anything is sized by it.</summary>
    public static void ThrowUnlessReadable(long rate, long channels)
    {
        if (channels is < 1 or > 8) throw UnsupportedChannels();
        if (rate is < 4_000 or > 768_000) throw UnsupportedRate();
    }
}
