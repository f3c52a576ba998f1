using GenreQueue.Library.Files;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Journal;

namespace GenreQueue.Library.Writing;

/// <summary>Completes the journals of runs that were killed, and removes the copies that they left.</summary>
internal static class UnfinishedRuns
{
    /// <summary>The caller holds the <see cref="WriteLock"/>, so no run without an end is at work.</summary>
    /// <returns>The runs that were completed. One is left for later while a folder of its files cannot be reached, as on a disk that is not mounted.</returns>
    /// <exception cref="IOException">A journal cannot be read or written.</exception>
    public static IReadOnlyList<RunRecord> Complete(RunJournals journals) => [.. journals.Unfinished().Where(run => IsCompleted(journals, run))];

    private static bool IsCompleted(RunJournals journals, RunRecord run)
    {
        using var journal = journals.Reopen(run);
        var isWhole = true;
        foreach (var file in journals.Files(run).Where(file => file.After is null))
        {
            if (OutcomeOf(file, run.Id) is not { } outcome) isWhole = false;
            else journal.After(new AfterEntry(file.Before.File, outcome.Outcome, outcome.Code, outcome.Message, outcome.Stamp));
        }
        return isWhole;
    }

    /// <returns>What became of the file; null if that cannot be told now.</returns>
    private static WriteOutcome? OutcomeOf(RunFile file, string run)
    {
        try
        {
            var target = RealPath.Of(file.Path);
            File.Delete(TemporaryFiles.For(target, run));
            var stamp = FileStamp.Of(target);
            if (stamp == file.Before.Stamp) return WriteOutcome.Failed(WriteErrors.Interrupted, "The run was killed before it wrote the file.");
            using var content = new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return GenreList.Same(GenreTags.Read(content).Genres, file.Before.Genres)
                ? WriteOutcome.Written(stamp)
                : WriteOutcome.Skipped(WriteErrors.FileChanged, "The run was killed, and the file has other genres now than it wrote.");
        }
        catch (Exception exception) when (exception is not FileNotFoundException and (IOException or UnauthorizedAccessException))
        {
            return null;
        }
        catch (Exception exception)
        {
            return WriteFailure.From(exception);
        }
    }
}
