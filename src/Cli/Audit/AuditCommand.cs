using System.CommandLine;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Server;
using GenreQueue.Cli.Termination;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Report;

namespace GenreQueue.Cli.Audit;

/// <summary><c>genrequeue audit PATH…</c></summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var (walkOptions, answers, rules, priority, reports) = (new WalkOptions(), new AnswerOptions(), new RuleOptions(), new PriorityOption(), new ReportOptions());
        var album = new Option<bool>("--album") { Description = "Give the tracks of each folder one answer." };
        var retryFailed = new Option<bool>("--retry-failed") { Description = "Try files again that failed in an earlier run." };
        var json = new Option<bool>("--json") { Description = "Write one JSON object per file instead of a table." };
        var command = new Command("audit", "List the files whose genre in the tags disagrees with the sound, or is missing. Nothing is written.") { walkOptions.Paths };
        foreach (var option in (Option[])[reports.Report, .. rules.ForAudit, album, .. walkOptions.All, .. answers.All, priority, retryFailed, json]) command.Options.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            priority.Apply(parsed);
            var walk = walkOptions.In(parsed);
            var jobs = answers.Jobs(parsed);
            await using var decoders = new DecoderPool(new DecoderPoolOptions { Slots = jobs });
            await using var source = await answers.OpenAsync(parsed, decoders, cancellationToken);
            // A run that replaces all genres asks for every file, and would write where tags and sound differ.
            using var state = StateFolder.OpenState();
            var run = new LibraryRun(
                state, source, rules.AuditIn(parsed, source.Genres), new LibraryRunOptions(jobs, parsed.GetValue(album), AllowHardLinks: true, parsed.GetValue(retryFailed)));
            await using var rows = Terminal.OpenOutput();
            using var output = new RunOutput(
                [parsed.GetValue(json) ? new PlanLines(rows) : new AuditTable(rows, Terminal.OutputWidth), .. reports.Open(parsed, ReportKind.Audit, walk.Root, cancellationToken)],
                new RunProgress(TimeProvider.System, Terminal.OpenLiveLine(), Terminal.WriteMessage, write: null));

            output.CountAhead(walk.Files);
            var files = run.DecideAsync(walk.Files().ToAsyncEnumerable(), walk.LeadsInside, cancellationToken);
            var isComplete = await output.TakeAsync(files.Select(file => file with { Entry = AuditFinding.Of(file.Entry) }), cancellationToken);
            return !isComplete ? ExitCode.Interrupted : output.Tally.Of(PlanAction.Fail) > 0 ? ExitCode.SomeFailed : ExitCode.Success;
        });
        return command;
    }
}
