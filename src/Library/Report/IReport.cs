using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>Receives the entries of a plan or a run. Without <see cref="Complete"/>, disposing it leaves the files as they were.</summary>
public interface IReport : IDisposable
{
    /// <summary>Adds an entry.</summary>
    void Add(PlanEntry entry);

    /// <summary>Finishes the files after the last entry.</summary>
    void Complete();
}
