using System.Globalization;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Contracts;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Report;

namespace GenreQueue.Cli.Audit;

/// <summary>Writes one row for each file whose tags do not agree with its sound. The file comes last, because its width is unbounded.</summary>
/// <param name="output">Receives the rows; flushed after each.</param>
/// <param name="width">Number of columns to which rows are shortened; null for no limit.</param>
internal sealed class AuditTable(TextWriter output, int? width) : IPlanSink
{
    private const int FindingWidth = 9, GenresWidth = 26;
    private bool _headerWritten;

    /// <inheritdoc/>
    public void Add(PlanEntry entry, ClassificationResult? answer)
    {
        if (entry.Action == PlanAction.Skip) return;
        if (!_headerWritten) Write("p", "finding", "tags → sound", "file");
        _headerWritten = true;
        if (entry.Action == PlanAction.Fail) Write("-", "failed", "-", $"{entry.Path}: {entry.Message} ({entry.Reason})");
        else Write(entry.Probability?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-", Finding(entry), $"{Names(entry.Existing)} → {Names(entry.Proposed)}", entry.Path);
    }

    /// <inheritdoc/>
    public void Complete() => output.Flush();

    /// <inheritdoc/>
    public void Dispose()
    {
        // The output belongs to the caller.
    }

    private static string Finding(PlanEntry entry) => entry.Reason switch
    {
        AuditFinding.Disagrees => "disagrees",
        AuditFinding.NoGenre => "no genre",
        PlanReasons.NotMusic => "not music",
        _ => "uncertain",
    };

    private static string Names(IReadOnlyList<string> genres) => genres.Count == 0 ? "-" : string.Join(", ", genres);

    private void Write(string probability, string finding, string genres, string path)
    {
        genres = SafeText.Of(genres);
        genres = width is null && SafeText.Width(genres) > GenresWidth ? genres : SafeText.Column(genres, GenresWidth);
        var start = $"{probability,-4}  {finding.PadRight(FindingWidth)}  {genres}  ";
        var safe = SafeText.Of(path);
        output.WriteLine(start + (width is { } columns ? SafeText.Tail(safe, Math.Max(10, columns - SafeText.Width(start))) : safe));
        output.Flush();
    }
}
