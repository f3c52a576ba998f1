using System.Globalization;
using GenreQueue.Cli.Output;
using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Library;

/// <summary>
/// Writes one row for each file that is written, and at the end those that somebody should look at, by reason. The file comes last,
/// because its width is unbounded.
/// </summary>
/// <param name="output">Receives the rows; flushed after each.</param>
/// <param name="width">Number of columns to which rows are shortened; null for no limit.</param>
internal sealed class PlanTable(TextWriter output, int? width) : IPlanSink
{
    private const int ReasonWidth = 9, GenresWidth = 26;
    private const string Nothing = "-";

    private readonly Dictionary<(PlanAction Action, string Reason, string? Message), List<string>> _groups = [];
    private bool _headerWritten;

    /// <inheritdoc/>
    public void Add(PlanEntry entry, ClassificationResult? answer)
    {
        if (entry.Action == PlanAction.Write)
        {
            if (!_headerWritten) WriteRow("p", "why", "genre", "file");
            _headerWritten = true;
            WriteRow(Number(entry.Probability), entry.Reason, $"{Names(entry.Existing)} → {Names(entry.Proposed)}", entry.Path);
        }
        else if (entry.Action != PlanAction.Skip || entry.Message is not null)
        {
            var key = (entry.Action, entry.Reason, entry.Message);
            if (!_groups.TryGetValue(key, out var rows)) _groups.Add(key, rows = []);
            rows.Add(Fit($"  {(entry.Action == PlanAction.Review ? ReviewFacts(entry) : "")}", entry.Path));
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        foreach (var ((action, reason, message), rows) in _groups.OrderBy(group => group.Key.Action).ThenBy(group => group.Key.Reason, StringComparer.Ordinal))
        {
            output.WriteLine($"\n{Title(action)}, {reason} ({RunTally.Number(rows.Count)}){(message is null ? "" : $": {SafeText.Of(message)}")}");
            foreach (var row in rows) output.WriteLine(row);
        }
        output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The output belongs to the caller.
    }

    private static string ReviewFacts(PlanEntry entry)
    {
        var proposed = entry.Proposed.Count == 0 ? "" : Names(entry.Proposed);
        var next = entry.Outcome == Outcome.NotMusic || entry.RunnerUp is null ? "" : $"then {entry.RunnerUp} {Number(entry.RunnerUpProbability)}";
        var probability = entry.Outcome == Outcome.NotMusic ? Nothing : Number(entry.Probability);
        return $"{probability,-4}  {SafeText.Column(SafeText.Of(proposed), 18)}  {SafeText.Column(SafeText.Of(next), 19)}  ";
    }

    private void WriteRow(string probability, string reason, string genres, string path)
    {
        genres = SafeText.Of(genres);
        genres = width is null && SafeText.Width(genres) > GenresWidth ? genres : SafeText.Column(genres, GenresWidth);
        output.WriteLine(Fit($"{probability,-4}  {reason.PadRight(ReasonWidth)}  {genres}  ", path));
        output.Flush();
    }

    private string Fit(string start, string path)
    {
        var safe = SafeText.Of(path);
        return start + (width is { } columns ? SafeText.Tail(safe, Math.Max(10, columns - SafeText.Width(start))) : safe);
    }

    private static string Title(PlanAction action) => action switch
    {
        PlanAction.Review => "For review",
        PlanAction.Fail => "Failed",
        _ => "Left alone",
    };

    private static string Names(IReadOnlyList<string> genres) => genres.Count == 0 ? Nothing : string.Join(", ", genres);

    private static string Number(double? probability) => probability?.ToString("0.00", CultureInfo.InvariantCulture) ?? Nothing;
}
