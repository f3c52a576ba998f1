using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Decoder.Tests;

public sealed class FileNameTests(DecoderFixture audio) : IClassFixture<DecoderFixture>
{
    public static TheoryData<string> Names =>
    [
        "-i", "--help", "two\nlines.wav", "tab\there", "it's \"quoted\".mp3", "$(id).wav", "a;b&c|d", "*?[x]%05d.wav", "concat:a|b",
        "http:x.wav", "pipe:0", "data:,x", "Ænima – Über 音楽 🎵.flac", new string('n', 250), " leading and trailing ", "back\\slash", "#hash",
    ];

    [Theory(Timeout = TestDecoding.TimeoutMs), MemberData(nameof(Names))]
    public async Task Any_valid_file_name_works_with_both_decoders(string name)
    {
        var wav = WavFile.Pcm16(Synthesis.Noise(1.5, 8_000));
        Assert.Equal("libsndfile", (await audio.Pool.OneAsync(audio.Write(name, wav))).Info.Decoder);

        if (!File.Exists(audio.File("sample"))) AudioEncoder.Encode(Synthesis.Noise(1.5, 8_000), AudioEncoding.Tta, audio.File("sample"));
        File.Copy(audio.File("sample"), audio.File(name), overwrite: true);
        Assert.Equal("ffmpeg", (await audio.Pool.OneAsync(audio.File(name))).Info.Decoder);
    }

    [Fact(Timeout = TestDecoding.TimeoutMs)]
    public async Task A_relative_path_is_relative_to_the_caller()
    {
        var path = audio.Write("relative.wav", WavFile.Pcm16(Synthesis.Noise(1.5, 8_000)));

        var window = await audio.Pool.OneAsync(Path.GetRelativePath(Environment.CurrentDirectory, path));

        Assert.Equal(1.5, window.Seconds);
    }
}
