using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Training.Datasets;

namespace GenreQueue.Cli.Tests.Features;

public sealed class FeaturesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-cli-").FullName;

    private string Csv => Path.Combine(_folder, "table.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_folder_becomes_a_table_and_a_second_run_extracts_nothing()
    {
        Song("rock/a.wav");
        Song("jazz/b.wav");
        var first = await GenreQueueCommand.RunAsync("features", Path.Combine(_folder, "data"), "-o", Csv);
        Assert.Equal((0, ""), (first.ExitCode, first.Output));
        Assert.Contains($"2 extracted, 0 already present, 0 failed: {Csv}", first.Error, StringComparison.Ordinal);
        var table = FeatureTable.Load(Csv);
        Assert.Equal(FeatureKind.LogCov, table.Kind);
        Assert.Equal([("jazz/b.wav", "jazz"), ("rock/a.wav", "rock")], table.Rows.Select(r => (r.Track, r.Genre)));

        var content = await File.ReadAllBytesAsync(Csv, TestContext.Current.CancellationToken);
        var second = await GenreQueueCommand.RunAsync("features", Path.Combine(_folder, "data"), "-o", Csv);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("0 extracted, 2 already present, 0 failed", second.Error, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(Csv, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Failed_files_are_reported_and_the_others_extracted()
    {
        Song("rock/a.wav");
        File.WriteAllText(Path.Combine(_folder, "data", "rock", "b.mp3"), "");
        var ended = await GenreQueueCommand.RunAsync("features", "--kind", "classic", Path.Combine(_folder, "data"), "--output", Csv);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("rock/b.mp3: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("(empty)", ended.Error, StringComparison.Ordinal);
        Assert.Equal(FeatureKind.Classic, FeatureTable.Load(Csv).Kind);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Invalid_arguments_are_wrong_usage_and_change_nothing()
    {
        Song("rock/a.wav");
        Song("../other/rock/a.wav");
        var data = Path.Combine(_folder, "data");
        Assert.Equal(2, (await GenreQueueCommand.RunAsync("features", data)).ExitCode);
        Assert.Equal(2, (await GenreQueueCommand.RunAsync("features", data, "-o", Csv, "--kind", "mfcc")).ExitCode);
        var twins = await GenreQueueCommand.RunAsync("features", data, Path.Combine(_folder, "other"), "-o", Csv);
        Assert.Equal(2, twins.ExitCode);
        Assert.Contains("Two files have the same name rock/a.wav", twins.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Csv));

        File.WriteAllText(Csv, "Dear diary,\n");
        var ended = await GenreQueueCommand.RunAsync("features", data, "-o", Csv);
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains($"Cannot append to {Csv}. Line 1", ended.Error, StringComparison.Ordinal);
        Assert.Equal("Dear diary,\n", await File.ReadAllTextAsync(Csv, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_interrupted_run_exits_with_130_and_the_next_run_resumes_it()
    {
        for (var i = 0; i < 300; i++) Song($"rock/{i:000}.wav");
        using var command = GenreQueueCommand.Start("features", Path.Combine(_folder, "data"), "-o", Csv);
        while (!File.Exists(Csv) || new FileInfo(Csv).Length < 4_000) await Task.Delay(5, TestContext.Current.CancellationToken);
        command.Signal("INT");
        var ended = await command.EndAsync();
        Assert.Equal(130, ended.ExitCode);
        Assert.Contains("Run the same command again to resume.", ended.Error, StringComparison.Ordinal);
        Assert.InRange(FeatureTable.Load(Csv).Rows.Count, 1, 299);

        Assert.Equal(0, (await GenreQueueCommand.RunAsync("features", Path.Combine(_folder, "data"), "-o", Csv)).ExitCode);
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"rock/{i:000}.wav"), FeatureTable.Load(Csv).Rows.Select(r => r.Track));
    }

    private void Song(string name)
    {
        var path = Path.Combine(_folder, "data", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Clip.Value);
    }

    private static readonly Lazy<byte[]> Clip = new(() => WavFile.Pcm16(Synthesis.Music(2, rate: 22_050, channels: 1)));
}
