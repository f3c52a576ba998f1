using System.CommandLine;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Options;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Report;
using GenreQueue.Library.Rules;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Apply;

/// <summary><c>genrequeue apply FILE</c></summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("plan") { Description = "A plan of 'genrequeue tag --plan'." };
        var writing = new WritingOptions();
        var jobs = new JobsOption();
        var priority = new PriorityOption();
        var reports = new ReportOptions();
        var json = new Option<bool>("--json") { Description = "Write one JSON object per file instead of a table." };
        var command = new Command("apply", "Write exactly what a plan says. Files that have changed since are skipped and named.") { file };
        foreach (var option in (Option[])[.. writing.All, jobs, priority, reports.Report, json]) command.Options.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            priority.Apply(parsed);
            var path = parsed.GetRequiredValue(file);
            var planned = Check(path, cancellationToken);
            using var plan = new PlanReader(path);
            await using var decoders = new DecoderPool(new DecoderPoolOptions { Slots = parsed.GetValue(jobs) });
            using var state = StateFolder.OpenState();
            using var run = RunStart.Begin("apply", plan.Header.Root, plan.Header.Model, plan.Header.Options);
            await using var rows = Terminal.OpenOutput();
            using var output = new RunOutput(
                [parsed.GetValue(json) ? new PlanLines(rows) : new PlanTable(rows, Terminal.OutputWidth), .. reports.Open(parsed, ReportKind.Run, plan.Header.Root, cancellationToken)],
                new RunProgress(TimeProvider.System, Terminal.OpenLiveLine(), Terminal.WriteMessage, "written") { Total = planned });

            var writer = new TagWriter(run.Journal, writing.In(parsed, decoders));
            var files = new GenreWriting(writer, state, writing.Provenance(parsed), writing.NewId3(parsed), parsed.GetValue(jobs)).WriteAsync(Files(plan, cancellationToken).ToAsyncEnumerable());
            var isComplete = await output.TakeAsync(files, cancellationToken);
            RunStart.TellUndo(run, output.Tally);
            if (!isComplete) Terminal.WriteMessage("Interrupted. To go on, run the same command again; what is written already is skipped.");
            // A plan that was not applied as a whole is no success, even if nothing failed.
            var asPlanned = output.Tally.Of(PlanAction.Write) + output.Tally.Of(PlanAction.Skip, PlanReasons.SameGenre);
            return !isComplete ? ExitCode.Interrupted : asPlanned == planned ? ExitCode.Success : ExitCode.SomeFailed;
        });
        return command;
    }

    /// <summary>Reads the whole plan before anything is written.</summary>
    /// <returns>Number of files to write.</returns>
    private static int Check(string path, CancellationToken cancellationToken)
    {
        using var plan = new PlanReader(path);
        return Files(plan, cancellationToken).Count();
    }

    private static IEnumerable<DecidedFile> Files(PlanReader plan, CancellationToken cancellationToken)
    {
        foreach (var entry in plan.Entries().Where(entry => entry.Action == PlanAction.Write))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Names that the file has already may be anything.
            if (entry.Proposed.Except(entry.Existing).Select(GenreNames.Fault).FirstOrDefault(fault => fault is not null) is { } fault) throw new PlanException($"{entry.Path}: {fault}");
            yield return new DecidedFile(Path.Combine(plan.Header.Root, entry.Path), entry, Answer: null);
        }
    }
}
