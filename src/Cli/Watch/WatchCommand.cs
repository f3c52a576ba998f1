using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Server;

namespace GenreQueue.Cli.Watch;

/// <summary><c>genrequeue watch DIR…</c></summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var options = new WatchOptions();
        var command = new Command("watch", "Keep folders tagged as files arrive, until it is interrupted.") { options.Folders };
        foreach (var option in options.All) command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => new WatchRun(options, parsed).RunAsync(cancellationToken));
        return command;
    }
}

/// <summary>The options of <c>genrequeue watch</c>.</summary>
internal sealed class WatchOptions
{
    public Argument<string[]> Folders { get; } = new("folder") { Description = "The folders to watch.", Arity = ArgumentArity.OneOrMore };

    public LinksOption Links { get; } = new();

    public AnswerOptions Answers { get; } = new();

    public RuleOptions Rules { get; } = new();

    public WritingOptions Writing { get; } = new();

    public PriorityOption Priority { get; } = new();

    public Option<bool> Write { get; } = new("--write") { Description = "Write the genres. Without it nothing is written." };

    public Option<TimeSpan> Settle { get; } = Seconds("--settle", "Seconds for which a file must stay as it is before it is read.", 5);

    public Option<TimeSpan> Rescan { get; } = Seconds("--rescan", "Seconds after which the folders are searched again, for changes that the system did not report.", 600);

    public Option<bool> Json { get; } = new("--json") { Description = "Write one JSON object per file instead of a table." };

    public IReadOnlyList<Option> All => [Write, .. Rules.All, .. Writing.All, Links, .. Answers.All, Priority, Settle, Rescan, Json];

    private static Option<TimeSpan> Seconds(string name, string description, int byDefault) => new(name)
    {
        Description = description,
        HelpName = "s",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(byDefault),
        CustomParser = result => Parse(name, result),
    };

    private static TimeSpan Parse(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.1 and <= 86_400) return TimeSpan.FromSeconds(seconds);
        result.AddError($"{name} takes seconds from 0.1 to 86400, not '{text}'.");
        return TimeSpan.FromSeconds(1);
    }
}
