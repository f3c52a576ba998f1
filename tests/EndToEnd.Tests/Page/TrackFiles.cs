using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>Files that the page tests upload.</summary>
internal static class TrackFiles
{
    public static (string, byte[]) Song(string name = "song.wav", double seconds = 12, int seed = 1) =>
        (name, WavFile.Pcm16(Synthesis.Music(seconds, rate: 22_050, channels: 1, seed: seed)));

    public static (string, byte[]) Noise(string name = "noise.wav") => (name, WavFile.Pcm16(Synthesis.Noise(12, rate: 22_050)));

    public static (string, byte[]) Text(string name = "letter.mp3") => (name, "Dear Sir or Madam, this is no music."u8.ToArray());

    /// <summary>Random bytes with a FLAC signature.</summary>
    public static (string, byte[]) Broken(string name = "broken.flac")
    {
        var bytes = new byte[20_000];
        new Random(1).NextBytes(bytes);
        "fLaC"u8.CopyTo(bytes);
        return (name, bytes);
    }

    /// <summary>Real clips with their genre in the name; empty without the reference data.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Clips => RepositoryPaths.SharedData is not { } data
        ? []
        : Directory.EnumerateFiles(Path.Combine(data, "audio"), "*.wav").Order().Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)));
}
