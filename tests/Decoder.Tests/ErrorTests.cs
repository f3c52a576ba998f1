using System.Text;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class ErrorTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    private async Task ExpectAsync(string code, string path)
    {
        foreach (var mode in (WindowMode[])[WindowMode.Middle, WindowMode.Whole]) Assert.Equal(code, await audio.Pool.CodeAsync(path, mode));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_file_without_bytes_is_empty() => ExpectAsync(ErrorCodes.Empty, audio.Write("none.mp3", []));

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_missing_file_is_not_found() => ExpectAsync(ErrorCodes.NotFound, audio.File("missing.wav"));

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_path_below_a_file_is_not_found() =>
        ExpectAsync(ErrorCodes.NotFound, Path.Combine(audio.Write("file", [1]), "song.wav"));

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_folder_is_not_found() => ExpectAsync(ErrorCodes.NotFound, Path.GetDirectoryName(audio.File("x"))!);

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_path_with_a_null_character_is_not_found() => ExpectAsync(ErrorCodes.NotFound, "/tmp/a\0b.wav");

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_file_without_permission_is_unreadable()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root can read every file.");
        var path = audio.Write("locked.wav", WavFile.Pcm16(Synthesis.Noise(2)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);

        await ExpectAsync(ErrorCodes.Unreadable, path);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_circular_link_is_unreadable()
    {
        File.CreateSymbolicLink(audio.File("there"), audio.File("back"));
        File.CreateSymbolicLink(audio.File("back"), audio.File("there"));

        return ExpectAsync(ErrorCodes.Unreadable, audio.File("there"));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_device_is_empty() => ExpectAsync(ErrorCodes.Empty, "/dev/zero");

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_link_to_audio_is_audio()
    {
        var target = audio.Write("target.wav", WavFile.Pcm16(Synthesis.Noise(2, 8_000)));
        File.CreateSymbolicLink(audio.File("link"), target);

        Assert.Null(await audio.Pool.CodeAsync(audio.File("link")));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task Text_is_an_unsupported_format() =>
        ExpectAsync(ErrorCodes.UnsupportedFormat, audio.Write("notes.mp3", Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("la la la", 400)))));

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task Random_bytes_are_an_unsupported_format()
    {
        var bytes = new byte[50_000];
        new Random(7).NextBytes(bytes);
        bytes[0] = 1;
        return ExpectAsync(ErrorCodes.UnsupportedFormat, audio.Write("random.wav", bytes));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_signature_without_content_is_corrupt()
    {
        byte[] file = [.. "fLaC"u8, .. new byte[2_000]];
        return ExpectAsync(ErrorCodes.Corrupt, audio.Write("hollow.flac", file));
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_video_without_an_audio_stream_has_no_audio()
    {
        var path = AudioEncoder.Encode(Synthesis.Silence(1), AudioEncoding.MatroskaVideoOnly, audio.File("mute.mp3"));

        await ExpectAsync(ErrorCodes.NoAudio, path);
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(AudioEncoding.WavPcm16)]
    [InlineData(AudioEncoding.Flac16)]
    [InlineData(AudioEncoding.OggVorbis)]
    [InlineData(AudioEncoding.Mp3)]
    [InlineData(AudioEncoding.M4aAlac)]
    public async Task Less_than_a_second_is_too_short(AudioEncoding encoding)
    {
        var path = AudioEncoder.Encode(Synthesis.Noise(0.8), encoding, audio.File($"short-{encoding}"));

        await ExpectAsync(ErrorCodes.TooShort, path);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public Task A_header_without_samples_is_too_short() =>
        ExpectAsync(ErrorCodes.TooShort, audio.Write("header.wav", WavFile.Pcm16(Synthesis.Silence(0))));

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(AudioEncoding.WavPcm16)]
    [InlineData(AudioEncoding.Flac16)]
    [InlineData(AudioEncoding.Mp3)]
    [InlineData(AudioEncoding.OggOpus)]
    [InlineData(AudioEncoding.M4aAac)]
    public async Task Digital_silence_is_silent(AudioEncoding encoding)
    {
        var path = AudioEncoder.Encode(Synthesis.Silence(3, 48_000), encoding, audio.File($"silence-{encoding}"));

        await ExpectAsync(ErrorCodes.Silent, path);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task The_lowest_of_sixteen_bits_counts_as_silence_and_the_next_does_not()
    {
        var still = Synthesis.Noise(2, amplitude: 1.0 / 32_768);
        var faint = Synthesis.Noise(2, amplitude: 2.4 / 32_768);

        Assert.Equal(ErrorCodes.Silent, await audio.Pool.CodeAsync(audio.Write("still.wav", WavFile.Pcm16(still))));
        Assert.Null(await audio.Pool.CodeAsync(audio.Write("faint.wav", WavFile.Pcm16(faint))));
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(AudioEncoding.Flac16, 0.02)]
    [InlineData(AudioEncoding.Mp3, 0.02)]
    [InlineData(AudioEncoding.M4aAac, 0.0)]   // its index is at the end
    public async Task A_file_cut_after_its_header_is_truncated_or_corrupt(AudioEncoding encoding, double share)
    {
        var whole = await File.ReadAllBytesAsync(
            AudioEncoder.Encode(Synthesis.Noise(20), encoding, audio.File($"whole-{encoding}")), TestContext.Current.CancellationToken);
        var path = audio.Write($"head-{encoding}", whole.AsSpan(0, Math.Max(600, (int)(whole.Length * share))));

        Assert.Equal(share > 0 ? ErrorCodes.Truncated : ErrorCodes.Corrupt, await audio.Pool.CodeAsync(path));
    }

    [Theory(Timeout = TestDecoding.TimeoutMs)]
    [InlineData(AudioEncoding.WavPcm16, 60)]
    [InlineData(AudioEncoding.Flac16, 60)]
    [InlineData(AudioEncoding.OggVorbis, 60)]
    [InlineData(AudioEncoding.OggOpus, 60)]
    [InlineData(AudioEncoding.Mp3, 60)]
    [InlineData(AudioEncoding.AdtsAac, 60)]
    [InlineData(AudioEncoding.WavPack, 60)]
    [InlineData(AudioEncoding.Wma, 60)]
    public async Task A_file_cut_in_the_middle_is_decoded_up_to_the_cut(AudioEncoding encoding, int seconds)
    {
        var whole = await File.ReadAllBytesAsync(
            AudioEncoder.Encode(Synthesis.Noise(seconds, 24_000), encoding, audio.File($"uncut-{encoding}")),
            TestContext.Current.CancellationToken);
        var path = audio.Write($"cut-{encoding}", whole.AsSpan(0, (int)(whole.Length * 0.35)));

        var window = await audio.Pool.OneAsync(path);

        Assert.InRange(window.Seconds, 15, 25);
        Assert.InRange(window.StartSeconds, 0, 1);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task The_format_is_detected_from_content_not_from_the_name()
    {
        var flac = AudioEncoder.Encode(Synthesis.Noise(2), AudioEncoding.Flac16, audio.File("really-a-flac.wav"));
        var m4a = AudioEncoder.Encode(Synthesis.Noise(2), AudioEncoding.M4aAac, audio.File("really-an-m4a.mp3"));

        Assert.Equal("flac/pcm_16", (await audio.Pool.OneAsync(flac)).Info.Format);
        Assert.Equal("ffmpeg", (await audio.Pool.OneAsync(m4a)).Info.Decoder);
    }
}
