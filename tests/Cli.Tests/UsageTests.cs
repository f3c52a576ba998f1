using GenreQueue.Training.Evaluation;

namespace GenreQueue.Cli.Tests;

public sealed class UsageTests
{
    public static TheoryData<string> Commands => ["classify", "features", "train", "evaluate", "split", "models", "models list", "models show"];

    [Fact]
    public async Task Help_names_every_command()
    {
        var ended = await GenreQueueCommand.RunAsync("--help");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.All(Commands.Select(row => row.Data).Where(name => !name.Contains(' ')), name => Assert.Contains($"\n  {name} ", ended.Output, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself(string command)
    {
        var ended = await GenreQueueCommand.RunAsync([.. command.Split(' '), "--help"]);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Contains($"genrequeue {command}", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_data_on_standard_output()
    {
        var ended = await GenreQueueCommand.RunAsync("--version");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+", ended.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("classify")]
    [InlineData("classify --no-such-option a.wav")]
    [InlineData("classify --window sideways a.wav")]
    [InlineData("classify --labels 7 a.wav")]
    [InlineData("classify --jobs 0 a.wav")]
    [InlineData("classify --jobs many a.wav")]
    [InlineData("classify --model no-such-model a.wav")]
    public async Task Wrong_usage_ends_with_2_and_says_so_on_standard_error(string arguments)
    {
        var ended = await GenreQueueCommand.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_value_is_answered_with_the_right_ones()
    {
        var ended = await GenreQueueCommand.RunAsync("classify", "--window", "sideways", "a.wav");
        Assert.All(["'sideways'", "'middle'", "'start'", "'whole'"], word => Assert.Contains(word, ended.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_model_is_answered_with_those_there_are()
    {
        var ended = await GenreQueueCommand.RunAsync("classify", "--model", "no-such-model", "a.wav");
        Assert.Contains("gtzan-10", ended.Error, StringComparison.Ordinal);
    }
}
