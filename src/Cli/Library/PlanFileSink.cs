using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Library;

/// <summary>Saves a plan for <c>genrequeue apply</c>, unless the run is interrupted.</summary>
internal sealed class PlanFileSink(PlanWriter plan, CancellationToken cancellationToken) : IPlanSink
{
    /// <inheritdoc/>
    public void Add(PlanEntry entry, ClassificationResult? answer) => plan.Add(entry);

    /// <inheritdoc/>
    public void Complete()
    {
        if (!cancellationToken.IsCancellationRequested) plan.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => plan.Dispose();
}
