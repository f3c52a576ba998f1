using System.Text.Json;
using GenreQueue.Cli.Tests.Library;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Tests.Tag;

public sealed class TagTests : IDisposable
{
    // What the model makes of two seconds of synthesis does not matter here.
    private static readonly string[] AnyConfidence = ["--min-confidence", "0"];

    private readonly MusicFolder _music = new();

    public void Dispose() => _music.Dispose();

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Nothing_is_written_unless_asked_and_then_only_where_there_is_no_genre()
    {
        _music.Add("a/1.wav");
        _music.Add("a/2.wav", 1, "Polka");
        var stamps = Stamps();
        var plan = await RunAsync("tag", _music.Root);
        Assert.Equal(0, plan.ExitCode);
        Assert.StartsWith("p     why        genre", plan.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith("a/1.wav", Assert.Single(plan.Lines[1..]), StringComparison.Ordinal);
        Assert.Contains("1 to write, 1 skipped, 0 for review, 0 failed\nfilled 1, has_genre 1\nNothing was written. To write these genres, add --write.\n", plan.Error, StringComparison.Ordinal);
        Assert.Equal(stamps, Stamps());

        var run = await RunAsync("tag", "--write", "--provenance", "--verify", _music.Root);
        Assert.Equal((0, plan.Output), (run.ExitCode, run.Output));
        Assert.Matches(@"1 written, 1 skipped, 0 for review, 0 failed\n.*\nTo take this back: genrequeue undo \d{8}-\d{6}-[0-9a-f]{4}\n$", run.Error);
        var written = _music.Read("a/1.wav");
        Assert.Equal(["gtzan-10", .. written.Genres], [written.Provenance!.Model, .. written.Provenance.Genres]);
        Assert.Equal(["Polka"], _music.Read("a/2.wav").Genres);

        var again = await RunAsync("tag", "--write", _music.Root);
        Assert.Equal((0, ""), (again.ExitCode, again.Output));
        Assert.Contains("0 written, 2 skipped", again.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_plan_is_applied_as_it_is_except_for_files_that_changed_since()
    {
        foreach (var name in (string[])["1.wav", "2.wav", "3.wav"]) _music.Add(name);
        var file = Path.Combine(Path.GetDirectoryName(_music.Root)!, "plan.jsonl");
        Assert.Equal(0, (await RunAsync("tag", "--plan", file, _music.Root)).ExitCode);
        _music.Tag("2.wav", null, "Polka");

        var applied = await RunAsync("apply", "--json", file);
        Assert.Equal(1, applied.ExitCode);
        Assert.Equal(["1.wav write filled", "2.wav skip file_changed", "3.wav write filled"], applied.Lines.Select(Describe));
        Assert.Equal(["Polka"], _music.Read("2.wav").Genres);
        Assert.NotEmpty(_music.Read("3.wav").Genres);

        File.Delete(_music.PathOf("2.wav"));
        var again = await RunAsync("apply", "--json", file);
        Assert.Equal(["1.wav skip same_genre", "2.wav fail file_vanished", "3.wav skip same_genre"], again.Lines.Select(Describe));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_damaged_plan_is_refused_as_a_whole()
    {
        _music.Add("1.wav");
        var file = Path.Combine(Path.GetDirectoryName(_music.Root)!, "plan.jsonl");
        await RunAsync("tag", "--plan", file, _music.Root);
        var good = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        foreach (var (bad, message) in ((string, string)[])[(good + "{}\n", "line 3: "), (good.Replace("\"1.wav\"", "\"../1.wav\"", StringComparison.Ordinal), "line 2: ")])
        {
            await File.WriteAllTextAsync(file, bad, TestContext.Current.CancellationToken);
            var ended = await RunAsync("apply", file);
            Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
            Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        }
        Assert.Empty(_music.Read("1.wav").Genres);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_map_decides_what_is_written_and_is_checked_before_anything_else()
    {
        _music.Add("1.wav", genres: ["Christmas", "Polka"]);
        var map = _music.AddContent("map.txt", "only: Techno"u8.ToArray());
        var wrong = await RunAsync("tag", "--map", map, _music.Root);
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Output));
        Assert.Contains($"{map}, line 1: no genre of the model leads to 'Techno'", wrong.Error, StringComparison.Ordinal);

        string[] genres = ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"];
        await File.WriteAllLinesAsync(map, genres.Select(genre => $"rename: {genre} -> Music"), TestContext.Current.CancellationToken);
        var run = await RunAsync("tag", "--write", "--mode", "replace", "--keep", "christmas, Live", "--map", map, _music.Root);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Christmas", "Music"], _music.Read("1.wav").Genres);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_file_that_fails_is_named_and_the_others_are_tagged()
    {
        _music.Add("1.wav");
        _music.AddContent("bad\n\u001b[31m.wav", "no music"u8.ToArray());
        var run = await RunAsync("tag", "--write", _music.Root);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\nFailed, tags_unsupported (1): The tags of this file format are not supported.\n  bad\uFFFD\uFFFD[31m.wav\n", run.Output, StringComparison.Ordinal);
        Assert.NotEmpty(_music.Read("1.wav").Genres);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Standard_input_may_name_the_files()
    {
        _music.Add("1.wav");
        _music.Add("a b.wav");
        using var command = GenreQueueCommand.StartWithState(_music.State, "tag", "--json", "-0", "-");
        await command.Input.WriteAsync($"{_music.PathOf("1.wav")}\0{_music.PathOf("a b.wav")}\0");
        command.Input.Close();
        Assert.Equal(["1.wav", "a b.wav"], (await command.EndAsync()).Lines.Select(line => Parse(line).Path));
    }

    [Theory(Timeout = GenreQueueCommand.Timeout)]
    [InlineData("--write --plan p.jsonl", "--plan saves what --write would do, so only one of them can be given.")]
    [InlineData("--plan p.jsonl --verify", "--verify is not part of a plan. Give it to 'genrequeue apply'.")]
    [InlineData("--model no-such-model", "There is no model no-such-model; there are ")]
    [InlineData("--map no-such-file", "no-such-file")]
    [InlineData("--min-confidence 1.5", "--min-confidence takes a number from 0 to 1, such as 0.5, not '1.5'.")]
    [InlineData("--max-genres 0", "--max-genres takes a number from 1 to 100, not '0'.")]
    public async Task Wrong_options_are_refused(string options, string message)
    {
        var ended = await GenreQueueCommand.RunWithStateAsync(_music.State, ["tag", .. options.Split(' '), _music.Root]);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_watched_folder_is_tagged_as_files_arrive_until_it_is_interrupted()
    {
        _music.Add("1.wav");
        using var command = GenreQueueCommand.StartWithState(_music.State, ["watch", "--write", "--settle", "0.3", .. AnyConfidence, _music.Root]);
        Assert.EndsWith("  1.wav", await command.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        _music.Add("new/2.wav");
        Assert.EndsWith("  new/2.wav", await command.Output.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        command.Signal("INT");
        var ended = await command.EndAsync();
        Assert.Equal((0, ""), (ended.ExitCode, ended.Output));
        Assert.NotEmpty(_music.Read("new/2.wav").Genres);
        Assert.Single(Directory.GetFiles(Path.Combine(_music.State, "runs")));
    }

    private Task<Ended> RunAsync(string command, params string[] arguments) =>
        GenreQueueCommand.RunWithStateAsync(_music.State, [command, .. command == "tag" ? AnyConfidence : [], .. arguments]);

    private List<GenreQueue.Library.Files.FileStamp> Stamps() => [_music.StampOf("a/1.wav"), _music.StampOf("a/2.wav")];

    private static string Describe(string line) => Parse(line) is var entry ? $"{entry.Path} {entry.Action.ToString().ToLowerInvariant()} {entry.Reason}" : "";

    private static PlanEntry Parse(string line) => JsonSerializer.Deserialize<PlanEntry>(line, PlanJson.Options)!;
}
