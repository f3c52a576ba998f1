using System.CommandLine;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Undo;

/// <summary><c>genrequeue undo RUN</c></summary>
internal static class UndoCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("run") { Description = "Id of the run, the beginning of it, or 'last'; see 'genrequeue runs'." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be taken back, and write nothing." };
        var writing = new WritingOptions();
        var json = new Option<bool>("--json") { Description = "Write one JSON object per file instead of a table." };
        var command = new Command("undo", "Give files back the genres that they had before a run, where they still have those that it wrote.") { id };
        foreach (var option in (Option[])[dryRun, .. writing.OfEveryWrite, json]) command.Options.Add(option);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var journals = WritingRun.Journals(StateFolder.Path);
            var run = Find(journals, parsed.GetRequiredValue(id));
            var isDry = parsed.GetValue(dryRun);
            await using var decoders = new DecoderPool(new DecoderPoolOptions { Slots = Environment.ProcessorCount });
            using var state = StateFolder.OpenState();
            using var undo = isDry ? null : RunStart.Begin("undo", run.Header.Root, model: null, new Dictionary<string, string>(), run.Id);
            await using var rows = Terminal.OpenOutput();
            using var output = new RunOutput(
                [parsed.GetValue(json) ? new PlanLines(rows) : new PlanTable(rows, Terminal.OutputWidth)],
                new RunProgress(TimeProvider.System, Terminal.OpenLiveLine(), Terminal.WriteMessage, isDry ? "to undo" : "undone") { Total = run.Written });

            var options = writing.In(parsed, decoders);
            var writer = undo is null ? null : new TagWriter(undo.Journal, options);
            var isComplete = await output.TakeAsync(new UndoRun(journals, run, writer, options, state).RunAsync(cancellationToken), cancellationToken);
            if (undo is not null) RunStart.TellUndo(undo, output.Tally);
            if (!isComplete) Terminal.WriteMessage("Interrupted. To go on, run the same command again; what is undone already is skipped.");
            var asWanted = output.Tally.Of(PlanAction.Write) + output.Tally.Of(PlanAction.Skip, WriteErrors.AlreadyUndone);
            return !isComplete ? ExitCode.Interrupted : asWanted == output.Tally.Files ? ExitCode.Success : ExitCode.SomeFailed;
        });
        return command;
    }

    private static RunRecord Find(RunJournals journals, string id)
    {
        try
        {
            return journals.Find(id);
        }
        catch (KeyNotFoundException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
