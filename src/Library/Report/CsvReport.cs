using System.Globalization;
using CsvHelper;
using GenreQueue.Contracts;
using GenreQueue.Library.Files;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>Writes entries as CSV (RFC 4180). Cells that a spreadsheet would interpret as a formula are prefixed with an apostrophe.</summary>
internal sealed class CsvReport : IReport
{
    private static readonly string[] Columns =
    [
        "file", "action", "reason", "existing", "genres", "probability", "runnerUp", "runnerUpProbability", "outcome", "agrees", "model", "modelVersion",
        "message",
    ];

    private readonly OutputFile _file;
    private readonly CsvWriter _csv;

    public CsvReport(string path)
    {
        _file = new OutputFile(path);
        _csv = CsvWriter.Create(_file.Stream, CsvWriterOptions.Default, leaveOpen: true);
        _csv.WriteRecord(Columns);
    }

    public void Add(PlanEntry entry) => _csv.WriteRecord(CellsOf(entry));

    public void Complete()
    {
        _csv.Dispose();
        _file.Complete();
    }

    public void Dispose()
    {
        try
        {
            _csv.Dispose();
        }
        catch (IOException)
        {
            // A full disk has ended the run already.
        }
        _file.Dispose();
    }

    private static string[] CellsOf(PlanEntry entry) =>
    [
        Text(entry.Path),
        entry.Action.JsonName(),
        entry.Reason,
        Text(string.Join(';', entry.Existing)),
        Text(string.Join(';', entry.Proposed)),
        Number(entry.Probability),
        Text(entry.RunnerUp),
        Number(entry.RunnerUpProbability),
        entry.Outcome?.JsonName() ?? "",
        entry.Agrees() switch { true => "yes", false => "no", null => "" },
        Text(entry.Model?.Id),
        Text(entry.Model?.Version),
        Text(entry.Message),
    ];

    // CsvHelper can escape formulas too, but it also quotes them, which would change the output.
    private static string Text(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
