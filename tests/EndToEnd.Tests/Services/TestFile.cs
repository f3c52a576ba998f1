using System.Text;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>A file to upload.</summary>
/// <param name="Name">File name.</param>
/// <param name="Content">Content.</param>
public sealed record TestFile(string Name, byte[] Content)
{
    private static readonly (AudioEncoding Encoding, string Extension)[] Formats =
    [
        (AudioEncoding.WavPcm16, "wav"), (AudioEncoding.Mp3, "mp3"), (AudioEncoding.Flac16, "flac"), (AudioEncoding.OggVorbis, "ogg"),
        (AudioEncoding.OggOpus, "opus"), (AudioEncoding.M4aAac, "m4a"), (AudioEncoding.AiffPcm16, "aiff"), (AudioEncoding.Wma, "wma"),
        (AudioEncoding.WavPack, "wv"), (AudioEncoding.Mp4Video, "mp4"),
    ];

    /// <summary>A short WAV file; its content depends on the seed.</summary>
    public static TestFile Song(int seed, double seconds = 2) =>
        new($"song{seed}.wav", WavFile.Pcm16(Synthesis.Music(seconds, rate: 22_050, channels: 1, seed: seed)));

    /// <summary>The same audio with a marker behind it, for <see cref="DecoderScript.ForMarked"/>.</summary>
    public TestFile Marked(string marker) => this with { Content = [.. Content, .. Encoding.ASCII.GetBytes(marker)] };

    /// <summary>Different files, in ten formats in turn.</summary>
    public static IReadOnlyList<TestFile> MixedFormats(int count)
    {
        using var folder = new TemporaryFolder("mixed");
        var files = new TestFile[count];
        Parallel.For(0, count, n =>
        {
            var (encoding, extension) = Formats[n % Formats.Length];
            var audio = Synthesis.Music(seconds: 1.5, rate: 48_000, channels: 1, seed: 1_000 + n);
            var path = AudioEncoder.Encode(audio, encoding, folder.File($"{n}.{extension}"));
            files[n] = new TestFile(Path.GetFileName(path), File.ReadAllBytes(path));
        });
        return files;
    }
}
