using System.Globalization;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Watch;

/// <summary>Writes one row for each file as soon as it was decided; nothing for those that have what they should have.</summary>
/// <param name="output">Receives the rows; flushed after each.</param>
/// <param name="width">Number of columns to which rows are shortened; null for no limit.</param>
/// <param name="time">Clock of the rows.</param>
internal sealed class WatchRows(TextWriter output, int? width, TimeProvider time) : IPlanSink
{
    private const int ReasonWidth = 16;

    /// <inheritdoc/>
    public void Add(PlanEntry entry, ClassificationResult? answer)
    {
        if (entry.Action == PlanAction.Skip && entry.Message is null) return;
        var clock = time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        var start = $"{clock}  {entry.Action.JsonName(),-6}  {entry.Reason.PadRight(ReasonWidth)}  {SafeText.Of(string.Join(", ", entry.Proposed))}  ";
        var path = SafeText.Of(entry.Path);
        output.WriteLine(start + (width is { } columns ? SafeText.Tail(path, Math.Max(10, columns - SafeText.Width(start))) : path));
        output.Flush();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        // Every row is complete.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The output belongs to the caller.
    }
}
