using GenreQueue.Library.Journal;

namespace GenreQueue.Library.Writing;

/// <summary>A run that may write: alone in its state folder, with a journal, and after the journals of killed runs have been completed.</summary>
public sealed class WritingRun : IDisposable
{
    private const string JournalFolder = "runs";

    private readonly WriteLock _lock;

    private WritingRun(WriteLock held, IReadOnlyList<RunRecord> completed, RunJournal journal)
    {
        _lock = held;
        Completed = completed;
        Journal = journal;
    }

    /// <summary>The journal of this run.</summary>
    public RunJournal Journal { get; }

    /// <summary>The killed runs whose journals were completed and whose temporary files were removed.</summary>
    public IReadOnlyList<RunRecord> Completed { get; }

    /// <summary>The journals in a state folder.</summary>
    public static RunJournals Journals(string stateFolder) => new(Path.Combine(stateFolder, JournalFolder));

    /// <summary>Starts a run.</summary>
    /// <param name="stateFolder">The folder of locks and journals; created if it does not exist.</param>
    /// <param name="header">What the run is.</param>
    /// <exception cref="IOException">Another run is writing, or a journal cannot be read or written; the message says which.</exception>
    public static WritingRun Start(string stateFolder, RunHeader header)
    {
        var held = WriteLock.Take(stateFolder);
        try
        {
            var folder = Path.Combine(stateFolder, JournalFolder);
            var completed = UnfinishedRuns.Complete(new RunJournals(folder));
            return new WritingRun(held, completed, RunJournal.Create(folder, header));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Ends the run.</summary>
    public void Dispose()
    {
        Journal.Dispose();
        _lock.Dispose();
    }
}
