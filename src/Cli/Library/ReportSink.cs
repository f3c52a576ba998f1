using GenreQueue.Contracts;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Report;

namespace GenreQueue.Cli.Library;

/// <summary>Writes a report or playlists. A run that is interrupted knows only a part of the library, so it leaves the files of an earlier run.</summary>
internal sealed class ReportSink(IReport report, CancellationToken cancellationToken) : IPlanSink
{
    /// <inheritdoc/>
    public void Add(PlanEntry entry, ClassificationResult? answer) => report.Add(entry);

    /// <inheritdoc/>
    public void Complete()
    {
        if (!cancellationToken.IsCancellationRequested) report.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => report.Dispose();
}
