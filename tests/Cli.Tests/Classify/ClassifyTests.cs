using System.Text.Json;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Cli.Tests.Classify;

public sealed class ClassifyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_valid_file_gives_one_row_and_success()
    {
        var ended = await GenreQueueCommand.RunAsync("classify", Song("song.wav"));
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(2, ended.Lines.Length);
        Assert.EndsWith("song.wav", ended.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("1 classified, 0 failed in ", ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Json_lines_contain_the_whole_result()
    {
        var path = Song("song.wav", seconds: 40);
        var ended = await GenreQueueCommand.RunAsync("classify", "--json", "--model", "gtzan-6", "--labels", "single", "--window", "start", path);
        var line = JsonDocument.Parse(Assert.Single(ended.Lines)).RootElement;
        Assert.Equal(path, line.GetProperty("file").GetString());
        Assert.Equal("gtzan-6", line.GetProperty("model").GetProperty("id").GetString());
        Assert.Equal("single", line.GetProperty("labels").GetString());
        Assert.Equal(1, line.GetProperty("all").EnumerateObject().Sum(genre => genre.Value.GetDouble()), 1e-9);
        Assert.Equal(6, line.GetProperty("all").EnumerateObject().Count());
        var audio = line.GetProperty("audio");
        Assert.Equal((0, 30, 40), (audio.GetProperty("windowStart").GetDouble(), audio.GetProperty("windowDuration").GetDouble(), audio.GetProperty("duration").GetDouble()));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Invalid_files_are_reported_with_their_codes_and_the_run_exits_with_1()
    {
        Song("b/good.wav");
        Write("a/empty.mp3", "");
        Write("c/text.wav", "not a WAV file despite its name");
        var missing = Path.Combine(_folder, "missing.ogg");
        var ended = await GenreQueueCommand.RunAsync("classify", "--json", _folder, missing);
        Assert.Equal(1, ended.ExitCode);
        var lines = ended.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["a/empty.mp3", "b/good.wav", "c/text.wav", "missing.ogg"], lines.Select(line => Path.GetRelativePath(_folder, line.GetProperty("file").GetString()!)));
        Assert.Equal(["empty", null, "unsupported_format", "file_not_found"], lines.Select(Code));
        Assert.StartsWith("1 classified, 3 failed in ", ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_empty_folder_is_not_a_failure()
    {
        var ended = await GenreQueueCommand.RunAsync("classify", "--json", _folder);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("0 classified, 0 failed", ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Output_does_not_depend_on_the_number_of_jobs()
    {
        var source = Song("00.wav", seconds: 3);
        for (var i = 1; i < 40; i++) File.Copy(source, Path.Combine(_folder, $"{i:00}.wav"));
        var first = await GenreQueueCommand.RunAsync("classify", "--jobs", "8", _folder);
        var second = await GenreQueueCommand.RunAsync("classify", "--jobs", "1", _folder);
        Assert.Equal(41, first.Lines.Length);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_link_to_the_parent_folder_is_followed_once()
    {
        Song("album/song.wav", seconds: 2);
        Directory.CreateSymbolicLink(Path.Combine(_folder, "album", "again"), "..");
        var ended = await GenreQueueCommand.RunAsync("classify", "--json", _folder);
        Assert.Single(ended.Lines);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Standard_input_may_name_files_and_folders()
    {
        Song("folder/1.wav", seconds: 2);
        var second = Song("2.wav", seconds: 2);
        var lines = await GenreQueueCommand.RunWithInputAsync($"{_folder}/folder\n{second}\n", "classify", "--json", "-");
        var nulls = await GenreQueueCommand.RunWithInputAsync($"{_folder}/folder\0{second}\0", "classify", "--json", "-0", "-");
        Assert.Equal((2, 2), (lines.Lines.Length, nulls.Lines.Length));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Unusual_file_names_are_taken_literally()
    {
        var ended = await GenreQueueCommand.RunAsync("classify", "--json", Song("@home.wav", seconds: 2), Song("-i.wav", seconds: 2), Song("Ænima 100% $(id) \".wav", seconds: 2));
        Assert.Equal((0, 3), (ended.ExitCode, ended.Lines.Length));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_whole_track_gives_one_segment_per_30_s_and_a_timeline()
    {
        var path = Song("long.wav", seconds: 95);
        var json = await GenreQueueCommand.RunAsync("classify", "--json", "--window", "whole", path);
        var segments = JsonDocument.Parse(Assert.Single(json.Lines)).RootElement.GetProperty("segments").EnumerateArray();
        Assert.Equal([0, 30, 60], segments.Select(segment => segment.GetProperty("start").GetDouble()));
        var table = await GenreQueueCommand.RunAsync("classify", "--window", "whole", path);
        Assert.StartsWith("       0:00 – ", table.Lines[2], StringComparison.Ordinal);
    }

    [Theory(Timeout = GenreQueueCommand.Timeout), InlineData("INT"), InlineData("TERM")]
    public async Task An_interrupted_run_exits_with_130_after_a_complete_line(string signal)
    {
        var song = Song("song.wav", seconds: 2);
        using var command = GenreQueueCommand.Start("classify", "--json", "-");
        await command.Input.WriteLineAsync(song);
        await command.Input.FlushAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await command.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        command.Signal(signal);
        var ended = await command.EndAsync();
        Assert.Equal((130, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("1 classified, 0 failed", ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_run_ends_when_the_reader_closes_the_pipe()
    {
        var song = Song("song.wav", seconds: 2);
        using var command = GenreQueueCommand.Start("classify", "--json", "-");
        command.Output.Close();
        await command.Input.WriteLineAsync(song);
        await command.Input.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, await command.ExitCodeAsync());
    }

    private static string? Code(JsonElement line) => line.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null;

    private string Song(string name, double seconds = 12) => Write(name, WavFile.Pcm16(Synthesis.Music(seconds, rate: 22_050, channels: 1)));

    private string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }
}
