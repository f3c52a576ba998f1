using GenreQueue.Cli.Concurrency;
using GenreQueue.Cli.Library;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Plans;
using GenreQueue.Library.State;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Undo;

/// <summary>Takes back what a run wrote.</summary>
/// <param name="journals">The journals.</param>
/// <param name="run">The run.</param>
/// <param name="writer">Writes the files; null only tells what would be written.</param>
/// <param name="options">How files are written.</param>
/// <param name="state">Learns of the files that were written.</param>
internal sealed class UndoRun(RunJournals journals, RunRecord run, TagWriter? writer, WriteOptions options, LibraryState state)
{
    /// <summary>Yields the files that the run wrote, in its order, with what became of them.</summary>
    /// <exception cref="IOException">A journal cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The undo was canceled; the files that were complete by then have been yielded.</exception>
    public IAsyncEnumerable<DecidedFile> RunAsync(CancellationToken cancellationToken) => OrderedWork.RunAsync(
        journals.Files(run).Where(file => file.After is null or { Outcome: FileOutcome.Written }).ToAsyncEnumerable(),
        Environment.ProcessorCount,
        (file, _) => UndoAsync(file),
        cancellationToken);

    private async Task<DecidedFile> UndoAsync(RunFile file)
    {
        if (writer is null) return Decided(file, TagWriter.CheckRestore(file.Path, file.Before, options));
        var outcome = await writer.RestoreAsync(file.Path, file.Before);
        if (outcome.Stamp is { } after && file.After?.Stamp is { } before) WrittenFile.Remember(state, file.Path, before, after);
        return Decided(file, outcome);
    }

    /// <param name="file">The file.</param>
    /// <param name="outcome">What became of it; null if it would be written.</param>
    private static DecidedFile Decided(RunFile file, WriteOutcome? outcome)
    {
        var (action, reason) = outcome?.Outcome switch
        {
            null or FileOutcome.Written => (PlanAction.Write, PlanReasons.Undone),
            FileOutcome.Skipped => (PlanAction.Skip, outcome.Code!),
            _ => (PlanAction.Fail, outcome.Code!),
        };
        // That a file needs no undo is no reason to name it.
        var message = reason == WriteErrors.AlreadyUndone ? null : outcome?.Message;
        var entry = new PlanEntry(
            file.Before.Path.Replace(Path.DirectorySeparatorChar, '/'), outcome?.Stamp, file.Before.Genres, file.Before.Before, action, reason, message, null, null, null, null, null);
        return new DecidedFile(file.Path, entry, Answer: null);
    }
}
