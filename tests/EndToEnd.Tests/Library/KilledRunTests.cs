using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Library;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Writing;

namespace GenreQueue.EndToEnd.Tests.Library;

/// <summary>A run that writes is killed at random moments.</summary>
public sealed class KilledRunTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 8, Copies = 10, MostFilesBeforeKill = 8;
    private const string Old = "Polka";

    private static readonly AudioEncoding[] Encodings =
        [AudioEncoding.Mp3, AudioEncoding.Flac16, AudioEncoding.OggVorbis, AudioEncoding.M4aAac, AudioEncoding.WavPcm16, AudioEncoding.Wma];

    private readonly TemporaryFolder _folder = new("killed");
    private readonly Dictionary<string, IReadOnlyList<TagElement>> _others = [];
    private readonly HashSet<(string Path, string Genre)> _seen = [];
    private IReadOnlyList<string> _audio = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Music => _folder.File("music");

    private IReadOnlyList<string> Songs => [.. _others.Keys.Order(StringComparer.Ordinal)];

    private RunJournals Journals => WritingRun.Journals(_folder.File("state"));

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 240_000)]
    public async Task Every_file_stays_whole_and_the_next_run_finishes_the_rest()
    {
        await MakeLibraryAsync();
        var command = new LibraryCommand(_folder.File("state"));
        string[] tag = ["tag", Music, "--write", "--mode", "replace", "--min-confidence", "0"];
        var random = new Random();
        var killed = 0;
        for (var round = 0; round < Kills; round++)
        {
            if (await KillAsync(command, tag, random)) killed++;
            await AssertWholeAsync();
        }
        Assert.InRange(killed, 3, Kills);
        output.WriteLine($"{killed} runs were killed while they wrote; {Songs.Count(song => GenreOf(song) != Old)} of {Songs.Count} files were written by then.");

        var (exitCode, text) = await command.RunAsync(tag, Token);
        Assert.True(exitCode == 0, text);
        await AssertWholeAsync();
        AssertNoTemporaryFiles();
        // Whatever was seen after a kill is the genre from before or the one that the model decides on.
        var genres = Songs.ToDictionary(song => song, GenreOf);
        Assert.DoesNotContain(Old, genres.Values);
        Assert.All(_seen, seen => Assert.Contains(seen.Genre, new[] { Old, genres[seen.Path] }));
        var runs = Journals.List();
        Assert.All(runs, run => Assert.NotNull(run.End));
        Assert.Equal(killed, runs.Count(run => run.End!.Interrupted));
        Assert.Equal(Songs.Count, runs.Sum(run => run.Written));

        // An undo that is killed goes on too.
        await KillAsync(command, ["undo", runs[^1].Id], random);
        foreach (var run in runs.Reverse().Where(run => run.Written > 0))
        {
            (exitCode, text) = await command.RunAsync(["undo", run.Id], Token);
            Assert.True(exitCode == 0, text);
        }
        await AssertWholeAsync();
        AssertNoTemporaryFiles();
        Assert.All(Songs, song => Assert.Equal(Old, GenreOf(song)));
    }

    private async Task MakeLibraryAsync()
    {
        Directory.CreateDirectory(Music);
        var song = Song.Make(Song.Seeds[9], seconds: 4);
        foreach (var encoding in Encodings)
        {
            var first = AudioEncoder.Encode(song, encoding, Path.Combine(Music, $"{encoding} 0"));
            using (var file = new FileStream(first, FileMode.Open, FileAccess.ReadWrite))
            {
                GenreTags.Write(file, new GenreWrite([Old], null));
                var others = GenreTags.Read(file).Others;
                for (var copy = 0; copy < Copies; copy++) _others.Add(Path.Combine(Music, $"{encoding} {copy}"), others);
            }
            for (var copy = 1; copy < Copies; copy++) File.Copy(first, Path.Combine(Music, $"{encoding} {copy}"));
        }
        _audio = await AudioHashes.OfDecodedAsync(Songs);
    }

    /// <summary>Starts a run and kills it when it has announced some files.</summary>
    /// <returns>False if the run ended before.</returns>
    private async Task<bool> KillAsync(LibraryCommand command, string[] arguments, Random random)
    {
        var known = Directory.Exists(_folder.File("state/runs")) ? command.Runs.ToHashSet() : [];
        var files = random.Next(1, MostFilesBeforeKill);
        await using var process = command.Start(arguments);
        while (!process.HasExited && Announced(known) < files) await Task.Delay(1, Token);
        await Task.Delay(random.Next(0, 6), Token);
        process.Send(Signal.Kill);
        await process.WaitForExitAsync(TimeSpan.FromSeconds(60), Token);
        return process.ExitCode == 128 + (int)Signal.Kill;
    }

    private int Announced(HashSet<string> known)
    {
        var folder = _folder.File("state/runs");
        if (!Directory.Exists(folder)) return 0;
        var journal = Directory.GetFiles(folder, "*.jsonl").FirstOrDefault(path => !known.Contains(Path.GetFileNameWithoutExtension(path)));
        return journal is null ? 0 : File.ReadLines(journal).Count(line => line.StartsWith("{\"before\"", StringComparison.Ordinal));
    }

    /// <summary>Every file decodes to the same audio and has one genre, and everything else in its tags is as it was.</summary>
    private async Task AssertWholeAsync()
    {
        Assert.Equal(_audio, await AudioHashes.OfDecodedAsync(Songs));
        foreach (var song in Songs)
        {
            _seen.Add((song, GenreOf(song)));
            Assert.True(_others[song].SequenceEqual(Read(song).Others), song);
        }
    }

    private void AssertNoTemporaryFiles() => Assert.Equal(Songs, new DirectoryInfo(Music).GetFiles("*", new EnumerationOptions { AttributesToSkip = 0 }).Select(file => file.FullName).Order(StringComparer.Ordinal));

    private static string GenreOf(string song) => Assert.Single(Read(song).Genres);

    private static TagReading Read(string song)
    {
        using var file = File.OpenRead(song);
        return GenreTags.Read(file);
    }
}
