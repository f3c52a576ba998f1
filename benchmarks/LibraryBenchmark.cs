using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Benchmarks;

/// <summary>The command <c>tag</c> as a process: a run that finds nothing new, its memory, and its throughput beside <c>classify</c>.</summary>
internal static class LibraryBenchmark
{
    private const int Small = 100, Unchanged = 1_000, Large = 5_000;
    private const int Songs = 200, Rounds = 3;
    private const double SongSeconds = 60;

    public static async Task Run()
    {
        using var folder = new TemporaryFolder("library-benchmark");
        await MeasureMemoryAsync(folder, Small);
        await MeasureUnchangedAsync(folder);
        await MeasureMemoryAsync(folder, Large);
        await MeasureThroughputAsync(folder);
    }

    private static async Task MeasureMemoryAsync(TemporaryFolder folder, int files)
    {
        var music = MakeShortFiles(folder.File($"{files} files"), files);
        var run = await LibraryProcess.RunAsync(folder.File($"{files} state"), "tag", music, "--write", "--min-confidence", "0");
        Console.WriteLine($"{run.PeakMegabytes,8:0} MB at most in the process that tags {files} files ({run.Seconds:0.0} s)");
    }

    private static async Task MeasureUnchangedAsync(TemporaryFolder folder)
    {
        var (music, state) = (MakeShortFiles(folder.File($"{Unchanged} files"), Unchanged), folder.File($"{Unchanged} state"));
        await LibraryProcess.RunAsync(state, "tag", music, "--write", "--min-confidence", "0");
        var seconds = new List<double>();
        for (var round = 0; round < Rounds; round++) seconds.Add((await LibraryProcess.RunAsync(state, "tag", music)).Seconds);
        Console.WriteLine($"{seconds.Order().ElementAt(Rounds / 2),8:0.00} s for the whole process when {Unchanged} files have not changed since they were tagged");
        var replaced = await LibraryProcess.RunAsync(state, "tag", music, "--mode", "replace");
        Console.WriteLine($"{replaced.Seconds,8:0.00} s the same with --mode replace, which looks at the answer for every file");
    }

    private static async Task MeasureThroughputAsync(TemporaryFolder folder)
    {
        var music = MakeSongs(folder.File("songs"));
        List<double> ratios = [], tags = [], classifies = [];
        for (var round = 0; round < Rounds; round++)
        {
            classifies.Add((await LibraryProcess.RunAsync(folder.File("no state"), "classify", music, "--json")).Seconds);
            tags.Add((await LibraryProcess.RunAsync(folder.File($"songs state {round}"), "tag", music, "--json", "--priority", "normal")).Seconds);
            ratios.Add(tags[^1] / classifies[^1]);
        }
        Console.WriteLine($"{Songs / tags.Min(),8:0} files/s of {SongSeconds:0} s as MP3 by tag, {Songs / classifies.Min():0} files/s by classify, each at its best");
        Console.WriteLine($"{ratios.Order().ElementAt(Rounds / 2),8:0.00} times the time of classify, median of {Rounds} rounds");
    }

    // A second of audio each, of which the first samples differ.
    private static string MakeShortFiles(string folder, int files)
    {
        Directory.CreateDirectory(folder);
        var audio = Synthesis.Music(seconds: 1.2, rate: 8_000, channels: 1);
        for (var n = 0; n < files; n++)
        {
            (audio.Samples[0], audio.Samples[1]) = (n % 100 / 200f, n / 100 / 200f);
            var album = Directory.CreateDirectory(Path.Combine(folder, $"Album {n / 10}"));
            File.WriteAllBytes(Path.Combine(album.FullName, $"{n % 10} Title.wav"), WavFile.Pcm16(audio));
        }
        return folder;
    }

    // One song, from which each file leaves out another number of frames at the start.
    private static string MakeSongs(string folder)
    {
        Directory.CreateDirectory(folder);
        var whole = AudioEncoder.Encode(
            Synthesis.Music(SongSeconds), Path.Combine(folder, "whole"), "-c:a", "libmp3lame", "-b:a", "128k", "-id3v2_version", "0", "-write_xing", "0", "-f", "mp3");
        var content = File.ReadAllBytes(whole);
        File.Delete(whole);
        for (int n = 0, start = 0; n < Songs; n++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{n}.mp3"), content[start..]);
            const int frameAt128k = 144 * 128_000 / 44_100, paddingBit = 2;
            start += frameAt128k + ((content[start + 2] & paddingBit) == 0 ? 0 : 1);
        }
        return folder;
    }
}
