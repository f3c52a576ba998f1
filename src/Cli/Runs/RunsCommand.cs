using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Cli.Termination;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Runs;

/// <summary><c>genrequeue runs</c></summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write one JSON object per run instead of a table." };
        var command = new Command("runs", "List the runs that wrote files, oldest first.") { json };
        command.SetAction(parsed =>
        {
            var runs = WritingRun.Journals(StateFolder.Path).List();
            using var output = Terminal.OpenOutput();
            if (parsed.GetValue(json)) WriteLines(output, runs);
            else WriteTable(output, runs);
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteLines(TextWriter output, IReadOnlyList<RunRecord> runs)
    {
        foreach (var run in runs) output.WriteLine(JsonSerializer.Serialize(RunJson.Of(run), RunJson.Format));
    }

    private static void WriteTable(TextWriter output, IReadOnlyList<RunRecord> runs)
    {
        if (runs.Count == 0)
        {
            Terminal.WriteMessage("No run has written files yet.");
            return;
        }
        var notes = runs.Select(Note).ToList();
        var width = Math.Max("note".Length, notes.Max(note => note.Length));
        output.WriteLine($"{"run",-20}  {"started (UTC)",-16}  {"command",-7}  written  {"note".PadRight(width)}  folder");
        foreach (var (run, note) in runs.Zip(notes))
        {
            var started = run.Header.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            output.WriteLine($"{run.Id,-20}  {started}  {run.Header.Command,-7}  {run.Written,7}  {note.PadRight(width)}  {SafeText.Of(run.Header.Root)}");
        }
    }

    private static string Note(RunRecord run) => string.Join(", ", Notes(run));

    private static IEnumerable<string> Notes(RunRecord run)
    {
        if (run.Header.Undoes is { } undoes) yield return $"undoes {undoes}";
        if (run.UndoneBy is { } undo) yield return $"undone by {undo}";
        if (run.End is null) yield return "not finished";
        else if (run.End.Interrupted) yield return "was killed";
    }
}
