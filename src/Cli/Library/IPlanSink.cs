using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Library;

/// <summary>Receives what a run decides, such as a file that lists it. Disposing one that is not complete leaves nothing behind.</summary>
internal interface IPlanSink : IDisposable
{
    /// <summary>Takes one file. Called in the order of the run, never at the same time.</summary>
    /// <param name="entry">What was decided; after a writing run, what was done.</param>
    /// <param name="answer">What the model said; null if it was not asked or the file failed.</param>
    void Add(PlanEntry entry, ClassificationResult? answer);

    /// <summary>Called once after the last file, also if the run was interrupted.</summary>
    void Complete();
}
