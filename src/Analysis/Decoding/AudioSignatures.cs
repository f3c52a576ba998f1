namespace GenreQueue.Analysis.Decoding;

/// <summary>Signatures of audio containers, grouped by the decoder that reads them.</summary>
internal static class AudioSignatures
{
    public static bool IsSndFile(ReadOnlySpan<byte> head) =>
        (head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8)) && head.HasAt(8, "WAVE"u8)
        || head.StartsWith("FORM"u8) && (head.HasAt(8, "AIFF"u8) || head.HasAt(8, "AIFC"u8))
        || head.StartsWith(".snd"u8)
        || head.StartsWith("fLaC"u8)
        || head.StartsWith("OggS"u8)
        || head.StartsWith("ID3"u8)
        || IsMpegAudio(head);

    public static bool IsFFmpeg(ReadOnlySpan<byte> head) =>
        head.HasAt(4, "ftyp"u8)
        || head.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11])   // ASF: WMA, WMV
        || head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])   // EBML: Matroska, WebM
        || head.StartsWith("MAC "u8)
        || head.StartsWith("wvpk"u8)
        || head.StartsWith("DSD "u8)
        || head.StartsWith("FRM8"u8)
        || head.StartsWith("TTA1"u8)
        || head.StartsWith("tBaK"u8)
        || head.StartsWith("MP+"u8) || head.StartsWith("MPCK"u8)
        || head.StartsWith("caff"u8)
        || head.StartsWith("riff"u8)
        || head.StartsWith("#!AMR"u8)
        || head.StartsWith(".RMF"u8)
        || head.StartsWith("FLV"u8)
        || head.StartsWith("RIFF"u8) && head.HasAt(8, "AVI "u8)
        || head.StartsWith((ReadOnlySpan<byte>)[0x0B, 0x77])   // AC-3
        || head.StartsWith((ReadOnlySpan<byte>)[0x7F, 0xFE, 0x80, 0x01])   // DTS
        || head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xF6) == 0xF0;   // ADTS: AAC

    // An MPEG frame header: eleven sync bits, a layer other than the reserved one (which ADTS uses), a valid bit rate and sample rate.
    private static bool IsMpegAudio(ReadOnlySpan<byte> head) =>
        head.Length >= 4
        && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0
        && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0
        && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C;
}
