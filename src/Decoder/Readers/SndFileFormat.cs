using System.Globalization;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Readers;

/// <summary>Names for libsndfile's format numbers (<c>SF_FORMAT_…</c>).</summary>
internal static class SndFileFormat
{
    /// <summary>Container and encoding, such as <c>wav/pcm_16</c>; MPEG audio has no container.</summary>
    public static string Name(int format)
    {
        var container = Container(format & LibSndFile.ContainerMask);
        var encoding = Encoding(format & LibSndFile.EncodingMask);
        return container == "mpeg" ? encoding : $"{container}/{encoding}";
    }

    private static string Container(int format) => format switch
    {
        0x010000 or 0x130000 or 0x220000 => "wav",
        0x020000 => "aiff",
        0x030000 => "au",
        0x170000 => "flac",
        0x200000 => "ogg",
        0x230000 => "mpeg",
        var other => other.ToString("x6", CultureInfo.InvariantCulture),
    };

    private static string Encoding(int format) => format switch
    {
        0x01 => "pcm_s8",
        0x02 => "pcm_16",
        0x03 => "pcm_24",
        0x04 => "pcm_32",
        0x05 => "pcm_u8",
        0x06 => "float",
        0x07 => "double",
        0x10 => "ulaw",
        0x11 => "alaw",
        0x12 => "ima_adpcm",
        0x13 => "ms_adpcm",
        0x20 => "gsm610",
        0x60 => "vorbis",
        0x64 => "opus",
        0x80 => "mp1",
        0x81 => "mp2",
        0x82 => "mp3",
        var other => other.ToString("x4", CultureInfo.InvariantCulture),
    };
}
