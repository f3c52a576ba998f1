using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GenreQueue.Cli.Tests.Train;

public sealed class TrainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-train-").FullName;

    private string Model => Path.Combine(_folder, "models", "mine");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_table_becomes_a_model_that_can_be_shown()
    {
        var ended = await GenreQueueCommand.RunAsync("train", "--features", Table(("polka", 20), ("waltz", 20)), "--out", Model, "--folds", "5", "--name", "Dances");
        Assert.Equal(0, ended.ExitCode);
        Assert.StartsWith("mine: Dances", ended.Output, StringComparison.Ordinal);
        Assert.Contains("100.0 % by 5-fold cross-validation (40 tracks", ended.Output, StringComparison.Ordinal);

        var shown = await GenreQueueCommand.RunAsync("models", "show", "mine", "--models", Path.GetDirectoryName(Model)!);
        Assert.Equal(ended.Output, shown.Output);
    }

    [Fact]
    public async Task Options_change_the_recipe()
    {
        var ended = await GenreQueueCommand.RunAsync(
            "train", "--features", Table(("polka", 12), ("tango", 12), ("waltz", 12)), "--out", Model, "--folds", "0", "--genres", "polka, waltz",
            "--kernel", "polynomial", "--c", "2.5", "--gamma", "0.01", "--degree", "2", "--coef0", "1", "--seed", "7");
        Assert.Equal(0, ended.ExitCode);
        var card = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Model, "model.json"), TestContext.Current.CancellationToken)).RootElement;
        var classifier = card.GetProperty("classifier");
        Assert.Equal("polynomial", classifier.GetProperty("kernel").GetString());
        Assert.Equal((2.5, 0.01, 2, 1, 7), (Number(classifier, "c"), Number(classifier, "gamma"), Number(classifier, "degree"), Number(classifier, "coef0"), Number(classifier, "seed")));
        Assert.Equal(["polka", "waltz"], card.GetProperty("genres").EnumerateArray().Select(genre => genre.GetString()));
        Assert.Empty(card.GetProperty("measurements").EnumerateArray());
    }

    [Fact]
    public async Task A_genre_of_too_few_tracks_is_refused_and_nothing_is_written()
    {
        var ended = await GenreQueueCommand.RunAsync("train", "--features", Table(("polka", 20), ("waltz", 9)), "--out", Model);
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("Every genre needs at least 10 tracks: waltz has 9", ended.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Model)));
    }

    [Theory]
    [InlineData("--folds", "1")]
    [InlineData("--train-tracks", "only.txt")]
    [InlineData("--kernel", "sigmoid")]
    [InlineData("--recipe", "secret")]
    [InlineData("--c", "much")]
    public async Task Wrong_options_are_wrong_usage(params string[] options)
    {
        var ended = await GenreQueueCommand.RunAsync(["train", "--features", Table(("polka", 10), ("waltz", 10)), "--out", Model, .. options]);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C <= 0", "--c", "0")]
    [InlineData("gamma < 0", "--gamma", "-1")]
    public async Task What_libsvm_refuses_is_said_in_its_words(string reason, params string[] options)
    {
        var ended = await GenreQueueCommand.RunAsync(["train", "--features", Table(("polka", 10), ("waltz", 10)), "--out", Model, .. options]);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(reason, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_refused_by_line()
    {
        var csv = Path.Combine(_folder, "bad.csv");
        await File.WriteAllTextAsync(csv, "artist,title\n", TestContext.Current.CancellationToken);
        var ended = await GenreQueueCommand.RunAsync("train", "--features", csv, "--out", Model);
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("Line 1: The header must begin with track,genre.", ended.Error, StringComparison.Ordinal);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    /// <summary>A table of logcov features in which every genre lies apart from the others.</summary>
    private string Table(params (string Genre, int Tracks)[] genres)
    {
        var random = new Random(1);
        var csv = new StringBuilder("track,genre," + string.Join(',', Enumerable.Range(0, 103).Select(i => $"f{i}")) + "\n");
        foreach (var (place, (genre, tracks)) in genres.Index())
        {
            for (var track = 0; track < tracks; track++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{genre}.{track},{genre}");
                for (var i = 0; i < 103; i++) csv.Append(CultureInfo.InvariantCulture, $",{random.NextDouble() + (i % genres.Length == place ? 2 : 0)}");
                csv.Append('\n');
            }
        }
        var path = Path.Combine(_folder, "table.csv");
        File.WriteAllText(path, csv.ToString());
        return path;
    }
}
