using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Library;

/// <summary>Writes every entry as one JSON object per line.</summary>
/// <param name="output">Receives the lines; flushed after each.</param>
internal sealed class PlanLines(TextWriter output) : IPlanSink
{
    /// <inheritdoc/>
    public void Add(PlanEntry entry, ClassificationResult? answer)
    {
        output.WriteLine(PlanJson.Line(entry));
        output.Flush();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        // Every line is complete.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The output belongs to the caller.
    }
}
