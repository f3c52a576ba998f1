using System.Buffers.Binary;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Analysis.Decoding;

/// <summary>Tells containers apart by their signatures.</summary>
internal static class ContentSniffer
{
    /// <summary>Bytes that <see cref="Sniff"/> likes to see.</summary>
    public const int Length = 64;

    /// <summary>Judges the first bytes of a file.</summary>
    public static Content Sniff(ReadOnlySpan<byte> start)
    {
        if (IsSndFile(start)) return Content.SndFile;
        return IsFFmpeg(start) ? Content.FFmpeg : Content.Unknown;
    }

    /// <summary>Checks what a WAV header declares: the decoders name no reason when they refuse it.</summary>
    /// <exception cref="AudioException"><c>unsupported_rate</c> or <c>unsupported_channels</c>.</exception>
    public static void CheckWavHeader(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith("RIFF"u8) || !Holds(start, 8, "WAVEfmt "u8) || start.Length < 28) return;
        AudioFaults.ThrowUnlessReadable(
            rate: BinaryPrimitives.ReadUInt32LittleEndian(start[24..]), channels: BinaryPrimitives.ReadUInt16LittleEndian(start[22..]));
    }

    private static bool IsSndFile(ReadOnlySpan<byte> start) =>
        (start.StartsWith("RIFF"u8) || start.StartsWith("RIFX"u8) || start.StartsWith("RF64"u8)) && Holds(start, 8, "WAVE"u8)
        || start.StartsWith("FORM"u8) && (Holds(start, 8, "AIFF"u8) || Holds(start, 8, "AIFC"u8))
        || start.StartsWith(".snd"u8)
        || start.StartsWith("fLaC"u8)
        || start.StartsWith("OggS"u8)
        || start.StartsWith("ID3"u8)
        || IsMpegAudio(start);

    // Eleven set bits, a layer that is not the reserved one (which AAC's ADTS uses), a bit rate and a sample rate that exist.
    private static bool IsMpegAudio(ReadOnlySpan<byte> start) =>
        start.Length >= 4
        && start[0] == 0xFF && (start[1] & 0xE0) == 0xE0
        && (start[1] & 0x18) != 0x08 && (start[1] & 0x06) != 0
        && (start[2] & 0xF0) != 0xF0 && (start[2] & 0x0C) != 0x0C;

    private static bool IsFFmpeg(ReadOnlySpan<byte> start) =>
        Holds(start, 4, "ftyp"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11])   // ASF: WMA, WMV
        || start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])   // EBML: Matroska, WebM
        || start.StartsWith("MAC "u8)
        || start.StartsWith("wvpk"u8)
        || start.StartsWith("DSD "u8)
        || start.StartsWith("FRM8"u8)
        || start.StartsWith("TTA1"u8)
        || start.StartsWith("tBaK"u8)
        || start.StartsWith("MP+"u8) || start.StartsWith("MPCK"u8)
        || start.StartsWith("caff"u8)
        || start.StartsWith("riff"u8)
        || start.StartsWith("#!AMR"u8)
        || start.StartsWith(".RMF"u8)
        || start.StartsWith("FLV"u8)
        || start.StartsWith("RIFF"u8) && Holds(start, 8, "AVI "u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0x0B, 0x77])   // AC-3
        || start.StartsWith((ReadOnlySpan<byte>)[0x7F, 0xFE, 0x80, 0x01])   // DTS
        || start.Length >= 2 && start[0] == 0xFF && (start[1] & 0xF6) == 0xF0;   // ADTS: AAC

    private static bool Holds(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> signature) =>
        start.Length >= offset + signature.Length && start.Slice(offset, signature.Length).SequenceEqual(signature);
}
