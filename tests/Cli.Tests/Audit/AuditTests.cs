using System.Security.Cryptography;
using System.Text.Json;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Library;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Tests.Audit;

/// <summary>Five files: three agree or disagree with the sound, which is jazz, one has no genre, and one is broken.</summary>
public sealed class AuditTests : IDisposable
{
    private const int Jazz = 1223;
    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-").FullName;

    public AuditTests()
    {
        Directory.CreateDirectory(Music);
        foreach (var (name, genre) in (ReadOnlySpan<(string, string)>)[("cool.flac", "genre=Cool Jazz"), ("none.flac", "title=x"), ("rock.flac", "genre=Rock")])
        {
            AudioEncoder.Encode(Song.Make(Jazz, seconds: 4), Path.Combine(Music, name), "-c:a", "flac", "-metadata", genre, "-f", "flac");
        }
        File.WriteAllText(Path.Combine(Music, "text.mp3"), "no audio");
    }

    private string Music => Path.Combine(_folder, "music");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Lists_what_disagrees_or_is_missing_and_writes_nothing()
    {
        var before = Contents();
        var report = Path.Combine(_folder, "report.jsonl");

        var ended = await RunAsync("audit", Music, "--report", report, "--report", Path.Combine(_folder, "report.html"));

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(4, ended.Lines.Length);
        Assert.Matches(@"^p +finding +tags → sound +file$", ended.Lines[0]);
        Assert.Matches(@"^0\.\d\d  no genre   - → jazz +none\.flac$", ended.Lines[1]);
        Assert.Matches(@"^0\.\d\d  disagrees  Rock → jazz +rock\.flac$", ended.Lines[2]);
        Assert.Matches(@"^-     failed     - +text\.mp3: .*\.? \(\w+\)$", ended.Lines[3]);
        var reasons = File.ReadLines(report).Select(line => JsonSerializer.Deserialize<PlanEntry>(line, PlanJson.Options)!.Reason).ToList();
        Assert.Equal(["agrees", "no_genre", "disagrees"], reasons[..3]);
        Assert.Contains("Audit of", File.ReadAllText(Path.Combine(_folder, "report.html")), StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_plan_makes_playlists_of_the_genres_that_files_have_or_would_get()
    {
        var lists = Path.Combine(_folder, "lists");

        var ended = await RunAsync("tag", Music, "--playlists", lists);

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["Cool Jazz.m3u8", "Rock.m3u8", "jazz.m3u8"], Directory.GetFiles(lists).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        Assert.Equal("../music/none.flac", File.ReadLines(Path.Combine(lists, "jazz.m3u8")).Last());
    }

    [Theory(Timeout = GenreQueueCommand.Timeout)]
    [InlineData("audit . --report report.txt")]
    [InlineData("tag . --report no/such/folder/report.csv")]
    [InlineData("audit . --playlists lists")]
    [InlineData("audit . --min-confidence 2")]
    public async Task Wrong_usage_is_reported_before_the_work(string arguments)
    {
        var ended = await RunAsync(arguments.Split(' '));

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
    }

    private Task<Ended> RunAsync(params string[] arguments) => GenreQueueCommand.RunWithStateAsync(Path.Combine(_folder, "state"), arguments);

    private List<string> Contents() => [.. Directory.GetFiles(Music).Order(StringComparer.Ordinal).Select(path => path + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))];
}
