using System.Diagnostics;
using System.Text.Json;

namespace GenreQueue.Cli.Tests.Models;

public sealed class ModelsTests
{
    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task List_shows_each_model_with_its_accuracy()
    {
        var ended = await GenreQueueCommand.RunAsync("models", "list");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(["model", "classic-10", "classic-6", "gtzan-10", "gtzan-6"], ended.Lines.Select(line => line.Split(' ')[0]));
        Assert.Contains("% by 10-fold cross-validation; 62.1 % by a fixed partition", ended.Lines[3], StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task List_as_json_is_one_card_per_line()
    {
        var ended = await GenreQueueCommand.RunAsync("models", "list", "--json");
        var cards = ended.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["classic-10", "classic-6", "gtzan-10", "gtzan-6"], cards.Select(card => card.GetProperty("id").GetString()));
        Assert.Equal("logcov", cards[2].GetProperty("frontEnds")[0].GetProperty("id").GetString());
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Show_prints_the_card_and_one_confusion_matrix_per_measurement()
    {
        var ended = await GenreQueueCommand.RunAsync("models", "show", "gtzan-6");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains("arXiv:1306.1461", ended.Output, StringComparison.Ordinal);
        Assert.Equal(2, ended.Lines.Count(line => line.Contains("true \\ named", StringComparison.Ordinal)));
        Assert.Equal(2, ended.Lines.Count(line => line.StartsWith("  hiphop ", StringComparison.Ordinal)));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Show_as_json_is_the_card_itself()
    {
        var ended = await GenreQueueCommand.RunAsync("models", "show", "gtzan-10", "--json");
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "models", "gtzan-10", "model.json"), TestContext.Current.CancellationToken), ended.Output);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_unknown_model_is_wrong_usage_and_the_known_ones_are_listed()
    {
        var ended = await GenreQueueCommand.RunAsync("models", "show", "nope");
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("gtzan-10", ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task A_missing_models_folder_is_reported()
    {
        var ended = await GenreQueueCommand.RunAsync("models", "list", "--models", Path.Combine(Path.GetTempPath(), "no-such-folder"));
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("There is no models folder", ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task The_option_overrides_the_folder_in_the_environment()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "genrequeue"), ["models", "list"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["GENREQUEUE_MODELS"] = "no-such-folder";
        using var byVariable = Process.Start(start)!;
        Assert.Contains("There is no models folder no-such-folder.", await byVariable.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        foreach (var argument in new[] { "--models", Path.Combine(AppContext.BaseDirectory, "models") }) start.ArgumentList.Add(argument);
        using var byOption = Process.Start(start)!;
        Assert.Contains("gtzan-10", await byOption.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Two_commands_that_write_to_one_file_do_not_overwrite_each_other()
    {
        var file = Path.GetTempFileName();
        try
        {
            var program = Path.Combine(AppContext.BaseDirectory, "genrequeue");
            using var shell = Process.Start("/bin/sh", ["-c", "(\"$0\" models list; \"$0\" models list) > \"$1\"", program, file]);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(10, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
