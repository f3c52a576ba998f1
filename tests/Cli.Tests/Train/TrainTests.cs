using System.Globalization;
using System.Text;
using System.Text.Json;
using GenreQueue.Fixtures.Audio;

namespace GenreQueue.Cli.Tests.Train;

public sealed class TrainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-train-").FullName;

    private string Model => Path.Combine(_folder, "models", "mine");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_table_becomes_a_model_that_can_be_shown()
    {
        var ended = await GenreQueueCommand.RunAsync("train", "--features", Table(("polka", 20), ("waltz", 20)), "--out", Model, "--folds", "5", "--name", "Dances");
        Assert.Equal(0, ended.ExitCode);
        Assert.StartsWith("mine: Dances", ended.Output, StringComparison.Ordinal);
        Assert.Contains("100.0 % by 5-fold cross-validation (40 tracks", ended.Output, StringComparison.Ordinal);

        var shown = await GenreQueueCommand.RunAsync("models", "show", "mine", "--models", Path.GetDirectoryName(Model)!);
        Assert.Equal(ended.Output, shown.Output);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
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

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_genre_with_too_few_tracks_is_rejected_and_nothing_is_written()
    {
        var ended = await GenreQueueCommand.RunAsync("train", "--features", Table(("polka", 20), ("waltz", 9)), "--out", Model);
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("Every genre needs at least 10 tracks: waltz has 9", ended.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(Model)));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_folder_of_audio_becomes_a_model_and_failed_files_are_reported()
    {
        for (var track = 0; track < 10; track++)
        {
            Song($"music/tunes/{track}.wav", Synthesis.Music(2, rate: 22_050, channels: 1, seed: track));
            Song($"music/noises/{track}.wav", Synthesis.Noise(2, rate: 22_050, seed: track));
        }
        await File.WriteAllTextAsync(Path.Combine(_folder, "music", "tunes", "broken.mp3"), "not music", TestContext.Current.CancellationToken);

        var ended = await GenreQueueCommand.RunAsync("train", "--dataset", Path.Combine(_folder, "music"), "--out", Model, "--folds", "2");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("music: 20 tracks, 0 duplicates left out (noises 10, tunes 10)", ended.Output, StringComparison.Ordinal);
        Assert.Contains("100.0 % by 2-fold cross-validation", ended.Output, StringComparison.Ordinal);
        Assert.Contains("tunes/broken.mp3", ended.Error, StringComparison.Ordinal);

        var answer = await GenreQueueCommand.RunAsync("classify", "--models", Path.GetDirectoryName(Model)!, "--model", "mine", Path.Combine(_folder, "music", "tunes", "1.wav"));
        Assert.StartsWith("tunes ", answer.Lines[1], StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_invalid_output_folder_is_reported_before_any_work()
    {
        var ended = await GenreQueueCommand.RunAsync("train", "--dataset", _folder, "--out", Path.Combine(_folder, "My Model"));
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: \"My Model\" is not a valid name for a model folder", ended.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = GenreQueueCommand.Timeout)]
    [InlineData("--standardise", "--raw")]
    [InlineData("--dataset", ".")]
    [InlineData("--folds", "1")]
    [InlineData("--train-tracks", "only.txt")]
    [InlineData("--kernel", "sigmoid")]
    [InlineData("--recipe", "secret")]
    [InlineData("--c", "much")]
    public async Task Invalid_options_are_wrong_usage(params string[] options)
    {
        var ended = await GenreQueueCommand.RunAsync(["train", "--features", Table(("polka", 10), ("waltz", 10)), "--out", Model, .. options]);
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
    }

    [Theory(Timeout = GenreQueueCommand.Timeout)]
    [InlineData("C <= 0", "--c", "0")]
    [InlineData("gamma < 0", "--gamma", "-1")]
    public async Task Errors_of_libsvm_are_reported_in_its_words(string reason, params string[] options)
    {
        var ended = await GenreQueueCommand.RunAsync(["train", "--features", Table(("polka", 10), ("waltz", 10)), "--out", Model, .. options]);
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(reason, ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_invalid_table_is_rejected_with_the_line_number()
    {
        var csv = Path.Combine(_folder, "bad.csv");
        await File.WriteAllTextAsync(csv, "artist,title\n", TestContext.Current.CancellationToken);
        var ended = await GenreQueueCommand.RunAsync("train", "--features", csv, "--out", Model);
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("Line 1: The header must begin with track,genre.", ended.Error, StringComparison.Ordinal);
    }

    private void Song(string name, TestAudio audio)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, WavFile.Pcm16(audio));
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    /// <summary>A table of logcov features with separable genres.</summary>
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
