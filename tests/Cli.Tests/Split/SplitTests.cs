using GenreQueue.Training.Datasets;

namespace GenreQueue.Cli.Tests.Split;

public sealed class SplitTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-split-").FullName;
    private readonly string _table, _train, _test;

    public SplitTests()
    {
        (_table, _train, _test) = (Path.Combine(_folder, "toy.csv"), Path.Combine(_folder, "train.csv"), Path.Combine(_folder, "test.csv"));
        ToyTable.Save(_table);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Each_genre_is_split_in_the_same_ratio_and_no_track_is_lost()
    {
        var ended = await GenreQueueCommand.RunAsync("split", "--features", _table, "--train", "70", "--out-train", _train, "--out-test", _test);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Output));
        FeatureTable train = FeatureTable.Load(_train), test = FeatureTable.Load(_test);
        Assert.All(train.Rows.CountBy(row => row.Genre), pair => Assert.Equal(14, pair.Value));
        Assert.All(test.Rows.CountBy(row => row.Genre), pair => Assert.Equal(6, pair.Value));
        Assert.Equal(
            FeatureTable.Load(_table).Rows.Select(row => (row.Track, row.Values[7])).Order(),
            train.Rows.Concat(test.Rows).Select(row => (row.Track, row.Values[7])).Order());
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Only_the_given_genres_are_kept()
    {
        await GenreQueueCommand.RunAsync("split", "--features", _table, "--genres", "rock,jazz", "--out-train", _train, "--out-test", _test);
        Assert.Equal(["jazz", "rock"], FeatureTable.Load(_train).Genres);
        Assert.Equal(32, FeatureTable.Load(_train).Rows.Count);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task The_input_table_is_never_overwritten()
    {
        var before = await File.ReadAllTextAsync(_table, TestContext.Current.CancellationToken);
        var ended = await GenreQueueCommand.RunAsync("split", "--features", _table, "--out-train", _table, "--out-test", _test);
        Assert.Equal(2, ended.ExitCode);
        Assert.Equal(before, await File.ReadAllTextAsync(_table, TestContext.Current.CancellationToken));
    }

    [Theory(Timeout = GenreQueueCommand.Timeout), InlineData("0"), InlineData("100"), InlineData("nan"), InlineData("half")]
    public async Task An_invalid_percentage_is_wrong_usage(string percent)
    {
        var ended = await GenreQueueCommand.RunAsync("split", "--features", _table, "--train", percent, "--out-train", _train, "--out-test", _test);
        Assert.Equal(2, ended.ExitCode);
        Assert.False(File.Exists(_train));
    }
}
