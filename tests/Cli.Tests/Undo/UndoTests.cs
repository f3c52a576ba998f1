using System.Text.Json;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Fixtures.Library;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Cli.Tests.Undo;

/// <summary>Two files, whose sound is jazz.</summary>
public sealed class UndoTests : IDisposable
{
    private const int Jazz = 1223;
    private readonly TemporaryFolder _folder = new("undo");

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_run_is_listed_and_taken_back_where_the_files_still_have_what_it_wrote()
    {
        var music = Directory.CreateDirectory(_folder.File("music")).FullName;
        var (first, second) = (Path.Combine(music, "1.flac"), Path.Combine(music, "2.flac"));
        AudioEncoder.Encode(Song.Make(Jazz, seconds: 2), first, "-c:a", "flac", "-metadata", "genre=Polka", "-f", "flac");
        File.Copy(first, second);
        var before = await File.ReadAllBytesAsync(first, TestContext.Current.CancellationToken);
        var none = await RunAsync("runs");
        Assert.Equal((0, ""), (none.ExitCode, none.Output));
        Assert.Contains("No run has written files yet.", none.Error);

        Assert.Equal(0, (await RunAsync("tag", music, "--write", "--mode", "replace", "--min-confidence", "0")).ExitCode);
        var run = await OnlyRunAsync();
        Assert.Equal(("tag", music, 2, JsonValueKind.Null), (run.GetProperty("command").GetString(), run.GetProperty("root").GetString(), run.GetProperty("written").GetInt32(), run.GetProperty("undoneBy").ValueKind));
        var id = run.GetProperty("id").GetString()!;

        // Somebody gives the second file another genre.
        File.Move(AudioEncoder.Encode(Song.Make(Jazz, seconds: 2), _folder.File("new"), "-c:a", "flac", "-metadata", "genre=Waltz", "-f", "flac"), second, overwrite: true);
        var dry = await RunAsync("undo", "last", "--dry-run");
        Assert.Equal(1, dry.ExitCode);
        Assert.Matches(@"undone +jazz → Polka +1\.flac", dry.Output);
        Assert.Matches(@"Left alone, genre_changed \(1\).*\n +2\.flac", dry.Output);
        Assert.NotEqual(before, await File.ReadAllBytesAsync(first, TestContext.Current.CancellationToken));

        var undone = await RunAsync("undo", id[..^2]);
        Assert.Equal((1, dry.Output), (undone.ExitCode, undone.Output));
        Assert.Contains("genrequeue undo ", undone.Error);
        Assert.Equal(before, await File.ReadAllBytesAsync(first, TestContext.Current.CancellationToken));

        var list = await RunAsync("runs");
        Assert.Matches($@"^run +started \(UTC\) +command +written +note +folder\n{id} .* tag +2  undone by .*\n.* undo +1  undoes {id} +{music}\n$", list.Output);
    }

    private async Task<JsonElement> OnlyRunAsync() => JsonDocument.Parse((await RunAsync("runs", "--json")).Output).RootElement;

    private Task<Ended> RunAsync(params string[] arguments) => GenreQueueCommand.RunWithStateAsync(_folder.File("state"), arguments);
}
