using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Corpus;

/// <summary>Each container cut at many places, with bytes changed, and under the extension of another.</summary>
internal static class DamagedFiles
{
    private const int Flips = 3;
    private static readonly double[] Cuts = [0.001, 0.02, 0.2, 0.5, 0.9, 0.999];

    private static readonly (AudioEncoding Encoding, string Extension)[] Containers =
    [
        (AudioEncoding.WavPcm16, "wav"), (AudioEncoding.WavFloat64, "wav"), (AudioEncoding.WavAlaw, "wav"), (AudioEncoding.AiffPcm16, "aiff"),
        (AudioEncoding.AuMulaw, "au"), (AudioEncoding.Flac16, "flac"), (AudioEncoding.OggVorbis, "ogg"), (AudioEncoding.OggFlac, "oga"),
        (AudioEncoding.OggOpus, "opus"), (AudioEncoding.Mp3, "mp3"), (AudioEncoding.Mp3Vbr, "mp3"), (AudioEncoding.Mp2, "mp2"),
        (AudioEncoding.M4aAac, "m4a"), (AudioEncoding.M4aAlac, "m4a"), (AudioEncoding.AdtsAac, "aac"), (AudioEncoding.Wma, "wma"),
        (AudioEncoding.WavPack, "wv"), (AudioEncoding.Ac3, "ac3"), (AudioEncoding.Tta, "tta"), (AudioEncoding.MatroskaVorbis, "mka"),
        (AudioEncoding.WebmOpus, "webm"), (AudioEncoding.Mp4Video, "mp4"), (AudioEncoding.MatroskaVideoOnly, "mkv"),
    ];

    /// <param name="folder">Folder for temporary files.</param>
    /// <param name="random">Decides where bytes are changed.</param>
    public static IReadOnlyList<BadFile> Make(TemporaryFolder folder, Random random)
    {
        var audio = Synthesis.Music(seconds: 3, rate: 48_000, channels: 1, seed: 7);
        var whole = new byte[Containers.Length][];
        Parallel.For(0, Containers.Length, n => whole[n] = File.ReadAllBytes(AudioEncoder.Encode(audio, Containers[n].Encoding, folder.File($"whole{n}"))));
        var files = new List<BadFile>();
        for (var n = 0; n < Containers.Length; n++)
        {
            var (encoding, extension) = Containers[n];
            var content = whole[n];
            foreach (var cut in Cuts) files.Add(new($"cut.{extension}", content[..Math.Max(1, (int)(content.Length * cut))], $"{encoding} cut at {cut}"));
            for (var flip = 0; flip < Flips; flip++) files.Add(new($"flip.{extension}", Flip(content, flip, random), $"{encoding} with changed bytes {flip}"));
            files.Add(new($"swapped.{Containers[(n + 1) % Containers.Length].Extension}", content, $"{encoding} under another extension"));
        }
        return files;
    }

    // First in the headers only, then anywhere, then everywhere.
    private static byte[] Flip(byte[] content, int turn, Random random)
    {
        var flipped = content.ToArray();
        var (count, range) = turn switch
        {
            0 => (8, Math.Min(400, content.Length)),
            1 => (40, content.Length),
            _ => (content.Length / 20, content.Length),
        };
        // The first bytes stay, so that the file is still taken for what it was.
        for (var n = 0; n < count; n++) flipped[random.Next(12, range)] = (byte)random.Next(256);
        return flipped;
    }
}
