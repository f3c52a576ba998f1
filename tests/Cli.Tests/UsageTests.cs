namespace GenreQueue.Cli.Tests;

public sealed class UsageTests
{
    public static TheoryData<string> Commands =>
        ["classify", "tag", "apply", "undo", "runs", "watch", "audit", "features", "train", "evaluate", "split", "models", "models list", "models show"];

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task Help_lists_every_command()
    {
        var ended = await GenreQueueCommand.RunAsync("--help");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.All(Commands.Select(row => row.Data).Where(name => !name.Contains(' ')), name => Assert.Contains($"\n  {name} ", ended.Output, StringComparison.Ordinal));
    }

    [Theory(Timeout = GenreQueueCommand.Timeout), MemberData(nameof(Commands))]
    public async Task Every_command_has_help(string command)
    {
        var ended = await GenreQueueCommand.RunAsync([.. command.Split(' '), "--help"]);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains($"genrequeue {command}", ended.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task The_version_is_written_to_standard_output()
    {
        var ended = await GenreQueueCommand.RunAsync("--version");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+", ended.Output);
    }

    [Theory(Timeout = GenreQueueCommand.Timeout)]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("classify")]
    [InlineData("classify --no-such-option a.wav")]
    [InlineData("classify --window sideways a.wav")]
    [InlineData("classify --labels 7 a.wav")]
    [InlineData("classify --jobs 0 a.wav")]
    [InlineData("classify --jobs many a.wav")]
    [InlineData("classify --model no-such-model a.wav")]
    [InlineData("tag --server localhost:8080 .")]
    [InlineData("tag --library music .")]
    [InlineData("tag --server http://localhost:1 --models . .")]
    [InlineData("undo")]
    [InlineData("undo no-such-run")]
    public async Task Wrong_usage_exits_with_2_and_an_error_on_standard_error(string arguments)
    {
        var ended = await GenreQueueCommand.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_empty_argument_or_a_path_with_NUL_is_wrong_usage()
    {
        foreach (var ended in (Ended[])[await GenreQueueCommand.RunAsync("tag", ".", "--plan", ""), await GenreQueueCommand.RunWithInputAsync("a.wav\0b.wav", "tag", "-")])
        {
            Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
            Assert.StartsWith("error: A", ended.Error, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_invalid_value_is_reported_with_the_valid_ones()
    {
        var ended = await GenreQueueCommand.RunAsync("classify", "--window", "sideways", "a.wav");
        Assert.All(["'sideways'", "'middle'", "'start'", "'whole'"], word => Assert.Contains(word, ended.Error, StringComparison.Ordinal));
    }

    [Fact(Timeout = GenreQueueCommand.Timeout)]
    public async Task An_unknown_model_is_reported_with_the_known_ones()
    {
        var ended = await GenreQueueCommand.RunAsync("classify", "--model", "no-such-model", "a.wav");
        Assert.Contains("gtzan-10", ended.Error, StringComparison.Ordinal);
    }
}
