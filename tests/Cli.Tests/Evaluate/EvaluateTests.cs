using System.CommandLine;
using System.Text.Json;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Cli.Evaluate;
using GenreQueue.Cli.Termination;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Cli.Tests.Evaluate;

public sealed class EvaluateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-evaluate-").FullName;
    private readonly string _table;

    public EvaluateTests()
    {
        _table = Path.Combine(_folder, "toy.csv");
        ToyTable.Save(_table);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task The_default_is_cross_validation_of_the_default_recipe()
    {
        var ended = await Evaluate("--genres", "blues,jazz,rock");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(["svm-rbf on toy.csv", "10-fold cross-validation, 60 answers"], ended.Lines[..2]);
        Assert.Contains("accuracy           100.0 %", ended.Lines);
        Assert.Contains(ended.Lines, line => line.StartsWith("calibration error  ", StringComparison.Ordinal));
        Assert.Contains("blues     20      1.000   1.000  1.000", ended.Lines);
        Assert.Contains("rock       0     0    20", ended.Lines);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Json_contains_settings_figures_and_repeats()
    {
        var ended = await Evaluate("--json", "--classifier", "knn", "--k", "3", "--train", "75", "--repeats", "4", "--pca", "0.9", "--raw");
        var answer = JsonDocument.Parse(ended.Output).RootElement;
        Assert.Equal(80, answer.GetProperty("tracks").GetProperty("count").GetInt32());
        Assert.Equal("4 random splits, 75 % for training", answer.GetProperty("protocol").GetString());
        var settings = answer.GetProperty("settings");
        Assert.Equal(("knn", "logcov", 3, 0.9), (settings.GetProperty("classifier").GetString(), settings.GetProperty("features").GetString(), settings.GetProperty("k").GetInt32(), settings.GetProperty("pcaShare").GetDouble()));
        Assert.False(settings.GetProperty("standardise").GetBoolean());
        Assert.Equal(4, answer.GetProperty("repeats").GetArrayLength());
        Assert.InRange(answer.GetProperty("accuracy").GetProperty("mean").GetDouble(), 0.5, 0.9);
        Assert.Equal(JsonValueKind.Number, answer.GetProperty("accuracy").GetProperty("deviation").ValueKind);
        var confusion = answer.GetProperty("pooled").GetProperty("confusion");
        Assert.Equal(20, confusion[0].EnumerateArray().Sum(clips => clips.GetInt32()));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Two_runs_with_the_same_seed_give_the_same_output()
    {
        var first = await Evaluate("--json", "--folds", "3", "--repeats", "2", "--seed", "5");
        var second = await Evaluate("--json", "--folds", "3", "--repeats", "2", "--seed", "5");
        Assert.Equal(first.Output, second.Output);
        Assert.NotEqual(first.Output, (await Evaluate("--json", "--folds", "3", "--repeats", "2", "--seed", "6")).Output);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_partition_is_given_by_lists_of_tracks()
    {
        string train = Write("train.txt", Tracks("blues", 0, 8).Concat(Tracks("rock", 0, 8)));
        string more = Write("valid.txt", Tracks("blues", 8, 10).Concat(Tracks("rock", 8, 10)));
        string test = Write("test.txt", Tracks("blues", 12, 20).Concat(Tracks("rock", 12, 20)));
        var ended = await Evaluate("--train-tracks", train, more, "--test-tracks", test, "--recipe", "default", "--votes");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("a fixed partition, 20 tracks for training, 16 answers", ended.Lines[1]);
        Assert.DoesNotContain("log-loss", ended.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Combinations_are_ranked_with_the_confusable_one_last()
    {
        var ended = await Evaluate("--best-combinations", "2", "--folds", "4");
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("4-fold cross-validation, 6 combinations", ended.Lines[1]);
        Assert.EndsWith("jazz waltz", ended.Lines[^1], StringComparison.Ordinal);
        Assert.StartsWith("   1   100.0 %     1.000     40  ", ended.Lines[^6], StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task The_original_table_shows_published_and_measured_figures()
    {
        ToyTable.Save(_table, kind: FeatureKind.Classic);
        var ended = await Evaluate("--original-table", "--folds", "2", "--json");
        var rows = JsonDocument.Parse(ended.Output).RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([0.53, 0.54, 0.52, 0.12, 0.64], rows.Select(row => row.GetProperty("original").GetProperty("testing").GetDouble()));
        Assert.All(rows, row => Assert.InRange(row.GetProperty("measured").GetProperty("testing").GetProperty("mean").GetDouble(), 0, 1));
        Assert.StartsWith("Why raw RBF gives 12 %", JsonDocument.Parse(ended.Output).RootElement.GetProperty("rbfReason").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_report_is_a_single_html_page()
    {
        string page = Path.Combine(_folder, "report.html");
        var ended = await Evaluate("--classifier", "logistic", "--folds", "3", "--report", page);
        Assert.Equal(0, ended.ExitCode);
        string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.Contains("logistic on toy.csv", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_folder_of_audio_is_evaluated_and_failed_files_are_reported()
    {
        foreach (var (genre, rate) in new[] { ("high", 44_100), ("low", 16_000) })
        {
            Directory.CreateDirectory(Path.Combine(_folder, "music", genre));
            for (int i = 0; i < 3; i++)
                File.WriteAllBytes(Path.Combine(_folder, "music", genre, $"{i}.wav"), WavFile.Pcm16(Synthesis.Music(seconds: 2 + i, rate, channels: 1)));
        }
        File.WriteAllText(Path.Combine(_folder, "music", "low", "broken.wav"), "no audio");
        var ended = await GenreQueueCommand.RunAsync("evaluate", "--dataset", Path.Combine(_folder, "music"), "--classifier", "knn", "--folds", "3");
        Assert.Equal(1, ended.ExitCode);
        Assert.Equal(["knn on music", "3-fold cross-validation, 6 answers"], ended.Lines[..2]);
        Assert.Contains("low/broken.wav", ended.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = GenreQueueCommand.Timeout)]
    [InlineData("--folds", "1")]
    [InlineData("--folds", "81")]
    [InlineData("--folds", "many")]
    [InlineData("--train", "100")]
    [InlineData("--repeats", "0")]
    [InlineData("--folds", "5", "--train", "80")]
    [InlineData("--train-tracks", "only.txt")]
    [InlineData("--classifier", "oracle")]
    [InlineData("--classifier", "knn", "--k", "0")]
    [InlineData("--classifier", "knn", "--votes")]
    [InlineData("--classifier", "logistic", "--c", "0")]
    [InlineData("--standardise", "--raw")]
    [InlineData("--pca", "90")]
    [InlineData("--kind", "classic")]
    [InlineData("--genres", "polka")]
    [InlineData("--genres", "blues")]
    [InlineData("--best-combinations", "5")]
    [InlineData("--best-combinations", "2", "--report", "r.html")]
    [InlineData("--best-combinations", "2", "--original-table")]
    [InlineData("--original-table", "--classifier", "knn")]
    [InlineData("--dataset", "nowhere")]
    [InlineData("--report", "nowhere/r.html")]
    public async Task Invalid_options_are_wrong_usage(params string[] options)
    {
        // Parsed in this process: starting the program for every row would take too long.
        var parsed = EvaluateCommand.Create().Parse(["--features", _table, .. options]);
        if (parsed.Errors.Count > 0) return;
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        await Assert.ThrowsAsync<UsageException>(() => parsed.InvokeAsync(configuration, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_missing_source_is_wrong_usage()
    {
        var ended = await GenreQueueCommand.RunAsync("evaluate");
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_interrupted_evaluation_exits_with_130_and_writes_no_partial_output()
    {
        using var command = GenreQueueCommand.Start("evaluate", "--features", _table, "--repeats", "10000");
        // The evaluation has started once libsvm is loaded, and ten thousand repeats take minutes.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (!File.ReadAllText($"/proc/{command.Id}/maps").Contains("libsvm", StringComparison.Ordinal)) await Task.Delay(20, deadline.Token);
        command.Signal("INT");
        var ended = await command.EndAsync();
        Assert.Equal((130, ""), (ended.ExitCode, ended.Output));
    }

    private Task<Ended> Evaluate(params string[] options) => GenreQueueCommand.RunAsync(["evaluate", "--features", _table, .. options]);

    private static IEnumerable<string> Tracks(string genre, int from, int to) => Enumerable.Range(from, to - from).Select(i => $"{genre}.{i:00}");

    private string Write(string name, IEnumerable<string> lines)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
