using System.Buffers.Binary;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class LyingHeaderTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    private static readonly byte[] Data = WavFile.Pcm16(Synthesis.Noise(3, 8_000))[44..];

    private static byte[] Wav(int channels = 1, uint rate = 8_000, uint bytes = 48_000) =>
        WavFile.WithHeader(Data, channels, rate, 16, bytes);

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(0u)]
    [InlineData(3_999u)]
    [InlineData(768_001u)]
    [InlineData(1_751_606_885u)]
    [InlineData(4_000_000_000u)]
    public async Task A_rate_out_of_bounds_is_unsupported(uint rate) =>
        Assert.Equal(ErrorCodes.UnsupportedRate, await audio.Pool.CodeAsync(audio.Write($"rate-{rate}", Wav(rate: rate))));

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(1_000)]
    [InlineData(25_699)]
    public async Task Channels_out_of_bounds_are_unsupported(int channels) =>
        Assert.Equal(ErrorCodes.UnsupportedChannels, await audio.Pool.CodeAsync(audio.Write($"channels-{channels}", Wav(channels))));

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(10 * 3_600 * 16_000u)]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public async Task A_wav_with_a_wrong_length_is_decoded_to_its_end(uint bytes)
    {
        var window = await audio.Pool.OneAsync(audio.Write($"length-{bytes}", Wav(bytes: bytes)));

        Assert.Equal(3, window.Seconds, tolerance: 0.01);
        Assert.Equal(3, window.Info.DurationSeconds ?? 0, tolerance: 0.01);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(WindowMode.Middle)]
    [InlineData(WindowMode.Whole)]
    public async Task A_flac_that_declares_days_is_decoded_to_its_end(WindowMode mode)
    {
        var file = await File.ReadAllBytesAsync(
            AudioEncoder.Encode(Synthesis.Noise(40, 8_000), AudioEncoding.Flac16, audio.File("flac")), TestContext.Current.CancellationToken);
        SetFlacSamples(file, 0xF_FFFF_FFFFL);

        var windows = await audio.Pool.AllAsync(audio.Write("days", file), mode);

        Assert.Equal(mode == WindowMode.Middle ? 5 : 0, windows[0].StartSeconds, tolerance: 0.1);
        Assert.Equal(30, windows[0].Seconds, tolerance: 0.1);
        Assert.Equal(40, windows[^1].Info.DurationSeconds ?? 0, tolerance: 0.1);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_flac_without_a_length_is_measured_by_decoding()
    {
        var file = await File.ReadAllBytesAsync(
            AudioEncoder.Encode(Synthesis.Noise(40, 8_000), AudioEncoding.Flac16, audio.File("flac0")), TestContext.Current.CancellationToken);
        SetFlacSamples(file, 0);

        var window = await audio.Pool.OneAsync(audio.Write("unknown", file));

        Assert.Equal((5.0, 40.0), (Math.Round(window.StartSeconds, 1), Math.Round(window.Info.DurationSeconds ?? 0, 1)));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_short_flac_that_declares_days_is_truncated()
    {
        var file = await File.ReadAllBytesAsync(
            AudioEncoder.Encode(Synthesis.Noise(0.5, 8_000), AudioEncoding.Flac16, audio.File("flac1")), TestContext.Current.CancellationToken);
        SetFlacSamples(file, 0xF_FFFF_FFFFL);

        Assert.Equal(ErrorCodes.Truncated, await audio.Pool.CodeAsync(audio.Write("claims", file)));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task An_m4a_that_declares_ten_hours_is_decoded_to_its_end()
    {
        var file = await File.ReadAllBytesAsync(
            AudioEncoder.Encode(Synthesis.Noise(40, 8_000), AudioEncoding.M4aAlac, audio.File("m4a")), TestContext.Current.CancellationToken);
        // mvhd, tkhd and mdhd hold the duration, in their own units, after version, flags, two dates and fields that differ.
        foreach (var (box, offset) in (ReadOnlySpan<(string, int)>)[("mvhd", 20), ("tkhd", 24), ("mdhd", 20)])
        {
            var at = file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(box));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + offset), 36_000u * 8_000);
        }

        var window = await audio.Pool.OneAsync(audio.Write("hours", file));

        Assert.Equal(30, window.Seconds, tolerance: 0.2);
        Assert.InRange(window.StartSeconds, 0, 10);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(AudioEncoding.Flac16)]
    [InlineData(AudioEncoding.OggVorbis)]
    public async Task An_hour_of_silence_in_a_small_file_is_silent(AudioEncoding encoding)
    {
        var path = AudioEncoder.Encode(
            Synthesis.Silence(1, 8_000), audio.File($"hour-{encoding}"),
            encoding == AudioEncoding.Flac16
                ? ["-af", "apad=whole_dur=3600", "-c:a", "flac", "-f", "flac"]
                : ["-af", "apad=whole_dur=3600", "-c:a", "libvorbis", "-f", "ogg"]);
        Assert.True(new FileInfo(path).Length < 2_000_000);

        Assert.Equal(ErrorCodes.Silent, await audio.Pool.CodeAsync(path));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_long_track_without_a_length_is_measured_up_to_a_limit()
    {
        var path = AudioEncoder.Encode(
            Synthesis.Noise(1, 8_000), audio.File("long"), "-af", "apad=whole_dur=4000", "-c:a", "flac", "-f", "flac");
        var file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        SetFlacSamples(file, 0);

        Assert.Equal(ErrorCodes.Silent, await audio.Pool.CodeAsync(audio.Write("longer", file)));
    }

    // STREAMINFO starts 8 bytes into the file; the 36 bits of total samples end 18 bytes into it.
    private static void SetFlacSamples(byte[] flac, long samples)
    {
        flac[21] = (byte)((flac[21] & 0xF0) | (int)(samples >> 32 & 0x0F));
        BinaryPrimitives.WriteUInt32BigEndian(flac.AsSpan(22), (uint)samples);
    }
}
