using System.Buffers.Binary;

namespace GenreQueue.Analysis.Decoding;

/// <summary>Identifies files by their first bytes. The API applies it to uploads and the decoder to every file, so both accept the same content.</summary>
public static class ContentSniffer
{
    /// <summary>Number of bytes to pass to the methods of this class; fewer only if the file is shorter.</summary>
    public const int HeadBytes = 1_024;

    /// <summary>Identifies a file.</summary>
    /// <param name="head">The first <see cref="HeadBytes"/> bytes of the file.</param>
    public static Content Sniff(ReadOnlySpan<byte> head)
    {
        if (NotAudio(head) is not null) return Content.NotAudio;
        if (AudioSignatures.IsSndFile(head)) return Content.SndFile;
        return AudioSignatures.IsFFmpeg(head) ? Content.FFmpeg : Content.Unknown;
    }

    /// <summary>Recognises content that is certainly not audio. Anything else is left to the decoders.</summary>
    /// <param name="head">The first <see cref="HeadBytes"/> bytes of the file.</param>
    /// <returns>A noun phrase such as <c>a PDF document</c>, or null if the content may be audio.</returns>
    public static string? NotAudio(ReadOnlySpan<byte> head) => OtherSignatures.Find(head) ?? TextFormats.Find(head);

    /// <summary>Checks the values that a WAV header declares, because the decoders give no reason when they refuse them.</summary>
    /// <param name="head">The first <see cref="HeadBytes"/> bytes of the file.</param>
    /// <exception cref="AudioException"><c>unsupported_rate</c> or <c>unsupported_channels</c>.</exception>
    public static void CheckWavHeader(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("RIFF"u8) || !head.HasAt(8, "WAVEfmt "u8) || head.Length < 28) return;
        AudioFaults.ThrowUnlessReadable(
            rate: BinaryPrimitives.ReadUInt32LittleEndian(head[24..]), channels: BinaryPrimitives.ReadUInt16LittleEndian(head[22..]));
    }

    internal static bool HasAt(this ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> signature) =>
        head.Length >= offset + signature.Length && head.Slice(offset, signature.Length).SequenceEqual(signature);
}
