using System.Buffers.Binary;
using System.Text;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>Headers that declare what the file does not contain.</summary>
internal static class LyingHeaders
{
    private const uint Huge = 0xFFFF_FFF0;
    private static readonly byte[] Data = WavFile.Pcm16(Synthesis.Noise(3, 8_000))[44..];

    /// <param name="folder">Folder for temporary files.</param>
    public static IEnumerable<BadFile> Make(TemporaryFolder folder)
    {
        foreach (var channels in (int[])[0, 9, 255, 25_000, 65_535]) yield return new("channels.wav", Wav(channels: channels), $"WAV with {channels} channels");
        foreach (var rate in (uint[])[0, 1, 3_999, 768_001, 1_000_000_000, uint.MaxValue]) yield return new("rate.wav", Wav(rate: rate), $"WAV of {rate} Hz");
        foreach (var bits in (int[])[0, 1, 7, 64, 65_535]) yield return new("bits.wav", Wav(bits: bits), $"WAV of {bits} bits");
        foreach (var bytes in (uint[])[0, 1, Huge, uint.MaxValue]) yield return new("size.wav", Wav(bytes: bytes), $"WAV that declares {bytes} bytes");
        yield return new("loop.wav", [.. Wav()[..36], .. "LIST"u8, 0, 0, 0, 0, .. "LIST"u8, 0xF0, 0xFF, 0xFF, 0xFF, .. Data], "WAV with a chunk of 4 GB");

        foreach (var channels in (ushort[])[0, 25_000, ushort.MaxValue]) yield return new("channels.aiff", Aiff(channels, Rate44100), $"AIFF with {channels} channels");
        yield return new("rate.aiff", Aiff(1, [0x40, 0x1C, 0xEE, 0x6B, 0x28, 0, 0, 0, 0, 0]), "AIFF of 1 GHz");
        yield return new("rate.aiff", Aiff(1, [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), "AIFF with a rate that is no number");
        foreach (var (rate, channels) in ((uint, uint)[])[(8_000, 25_000), (1_000_000_000, 1), (uint.MaxValue, uint.MaxValue), (0, 0)])
            yield return new("lie.au", Au(rate, channels), $"AU of {rate} Hz with {channels} channels");

        var flac = File.ReadAllBytes(AudioEncoder.Encode(Synthesis.Noise(3, 8_000), AudioEncoding.Flac16, folder.File("flac")));
        yield return new("hours.flac", With(flac, 21, [(byte)(flac[21] | 0x0F), 0xFF, 0xFF, 0xFF, 0xFF]), "FLAC of 8 million seconds");
        yield return new("rate.flac", With(flac, 18, [0xFF, 0xFF, 0xFF]), "FLAC of 1,048,575 Hz with eight channels");
        yield return new("block.flac", With(flac, 8, [0, 0, 0, 0]), "FLAC with blocks of no sample");
        var m4a = File.ReadAllBytes(AudioEncoder.Encode(Synthesis.Noise(3, 8_000), AudioEncoding.M4aAlac, folder.File("m4a")));
        foreach (var box in (string[])["mvhd", "mdhd", "stsz", "stsc", "stco", "stts", "stsd", "moov", "mdat", "trak"])
        {
            var at = m4a.AsSpan().IndexOf(Encoding.ASCII.GetBytes(box));
            yield return new("box.m4a", With(m4a, at - 4, [0xFF, 0xFF, 0xFF, 0xF0]), $"M4A whose {box} declares 4 GB");
            yield return new("entries.m4a", With(m4a, at + 8, [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]), $"M4A whose {box} counts 2 billion");
        }
        foreach (var (signature, extension) in Signatures) yield return new("only." + extension, [.. signature, .. new byte[200]], $"only a signature of {extension}");
    }

    private static (byte[] Signature, string Extension)[] Signatures =>
    [
        ("OggS"u8.ToArray(), "ogg"), ("fLaC"u8.ToArray(), "flac"), ("ID3\u0004\0\0\u007F\u007F\u007F\u007F"u8.ToArray(), "mp3"), ("wvpk"u8.ToArray(), "wv"),
        ([0xFF, 0xFB, 0x90, 0x64], "mp3"), ("MAC "u8.ToArray(), "ape"), ("DSD "u8.ToArray(), "dsf"), ("TTA1"u8.ToArray(), "tta"), ("caff"u8.ToArray(), "caf"),
        ([0x1A, 0x45, 0xDF, 0xA3], "mkv"), ("#!AMR\n\u0001"u8.ToArray(), "amr"), ("MPCK"u8.ToArray(), "mpc"), ("\0\0\0\u0018ftypM4A "u8.ToArray(), "m4a"),
    ];

    private static ReadOnlySpan<byte> Rate44100 => [0x40, 0x0E, 0xAC, 0x44, 0, 0, 0, 0, 0, 0];

    private static byte[] Wav(int channels = 1, uint rate = 8_000, int bits = 16, uint bytes = 48_000) => WavFile.WithHeader(Data, channels, rate, bits, bytes);

    private static byte[] Aiff(ushort channels, ReadOnlySpan<byte> rate) =>
    [
        .. "FORM"u8, .. Big((uint)Data.Length + 46), .. "AIFFCOMM"u8, .. Big(18), (byte)(channels >> 8), (byte)channels, .. Big((uint)Data.Length / 2), 0, 16,
        .. rate, .. "SSND"u8, .. Big((uint)Data.Length + 8), .. Big(0), .. Big(0), .. Data,
    ];

    private static byte[] Au(uint rate, uint channels) => [.. ".snd"u8, .. Big(24), .. Big(uint.MaxValue), .. Big(3), .. Big(rate), .. Big(channels), .. Data];

    private static byte[] With(byte[] content, int offset, ReadOnlySpan<byte> bytes)
    {
        var changed = content.ToArray();
        bytes.CopyTo(changed.AsSpan(offset));
        return changed;
    }

    private static byte[] Big(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
