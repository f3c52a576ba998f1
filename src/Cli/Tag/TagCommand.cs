using System.CommandLine;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Server;

namespace GenreQueue.Cli.Tag;

/// <summary><c>genrequeue tag PATH…</c></summary>
internal static class TagCommand
{
    public static Command Create()
    {
        var options = new TagOptions();
        var command = new Command("tag", "Plan the genres of a music library, and write them into its tags when asked.") { options.Walk.Paths };
        foreach (var option in options.All) command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => new TagRun(options, parsed).RunAsync(cancellationToken));
        return command;
    }
}

/// <summary>The options of <c>genrequeue tag</c>.</summary>
internal sealed class TagOptions
{
    public WalkOptions Walk { get; } = new();

    public AnswerOptions Answers { get; } = new();

    public RuleOptions Rules { get; } = new();

    public WritingOptions Writing { get; } = new();

    public PriorityOption Priority { get; } = new();

    public Option<bool> Write { get; } = new("--write") { Description = "Write the genres. Without it nothing is written." };

    public Option<string?> Plan { get; } = new("--plan") { Description = "Save the plan for 'genrequeue apply'.", HelpName = "file" };

    public ReportOptions Reports { get; } = new();

    public Option<bool> Album { get; } = new("--album") { Description = "Give the tracks of each folder one answer." };

    public Option<bool> RetryFailed { get; } = new("--retry-failed") { Description = "Try files again that failed in an earlier run." };

    public Option<bool> Json { get; } = new("--json") { Description = "Write one JSON object per file instead of a table." };

    public IReadOnlyList<Option> All =>
        [Write, Plan, Reports.Report, Reports.Playlists, .. Rules.All, Album, .. Writing.All, .. Walk.All, .. Answers.All, Priority, RetryFailed, Json];
}
