using GenreQueue.Library.Files;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Interop;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Writing;

/// <summary>
/// Writes genres into files, or takes them back. A file that cannot be written is an outcome of its own and is as it was before.
/// Only an error of the journal is thrown, because nothing may be written without it.
/// </summary>
/// <param name="journal">Records each file before it is touched.</param>
/// <param name="options">How files are written.</param>
public sealed class TagWriter(RunJournal journal, WriteOptions options)
{
    private static readonly WriteOutcome Changed = WriteOutcome.Skipped(
        WriteErrors.FileChanged, "The file was left alone, because it has changed since its genre was decided. Run again to decide anew.");

    // A file may be found under several names, by links, and is written by one task at a time.
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Writes the genre if the file is as expected.</summary>
    /// <param name="path">The file. A link is followed: the file that it names is written.</param>
    /// <param name="expected">The file when its genre was decided.</param>
    /// <param name="expectedGenres">Its genres then.</param>
    /// <param name="write">What to write.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public Task<WriteOutcome> WriteAsync(string path, FileStamp expected, IReadOnlyList<string> expectedGenres, GenreWrite write) => ChangeAsync(
        path,
        (stamp, reading) =>
            stamp == expected && GenreList.Same(reading.Genres, expectedGenres) ? null
            : GenreList.Same(reading.Genres, write.Genres) ? WriteOutcome.Skipped(PlanReasons.SameGenre, "The file has these genres already.")
            : Changed,
        write.Genres,
        file => GenreTags.Write(file, write),
        after => GenreList.Same(after.Genres, write.Genres));

    /// <summary>Takes back what a run wrote, if the file still has it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="written">The entry of the run that wrote it.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public Task<WriteOutcome> RestoreAsync(string path, BeforeEntry written) => ChangeAsync(
        path,
        (_, reading) => Restorable(reading, written),
        written.Before,
        file => GenreTags.Restore(file, written.Snapshot),
        after => GenreList.SameFields(after.Snapshot, written.Snapshot));

    /// <summary>Whether <see cref="RestoreAsync"/> would write the file, without writing anything.</summary>
    /// <returns>Null if it would, otherwise the reason why not.</returns>
    public static WriteOutcome? CheckRestore(string path, BeforeEntry written, WriteOptions options) =>
        Inspect(path, options, (_, reading) => Restorable(reading, written), out _);

    private static WriteOutcome? Restorable(TagReading reading, BeforeEntry written) =>
        GenreList.SameFields(reading.Snapshot, written.Snapshot)
            ? WriteOutcome.Skipped(WriteErrors.AlreadyUndone, "The file has what it had before the run.")
        : GenreList.Same(reading.Genres, written.Genres) ? null
        : WriteOutcome.Skipped(WriteErrors.GenreChanged, "The file was left alone, because it has other genres now than the run wrote.");

    /// <param name="path">The file.</param>
    /// <param name="refuse">Says why the file, as it is, is not written; null if it is.</param>
    /// <param name="genres">The genres that it gets, for the journal.</param>
    /// <param name="change">Changes the copy.</param>
    /// <param name="isRight">Whether the copy reads back as it should.</param>
    private async Task<WriteOutcome> ChangeAsync(
        string path, Func<FileStamp, TagReading, WriteOutcome?> refuse, IReadOnlyList<string> genres, Action<FileStream> change, Func<TagReading, bool> isRight)
    {
        var turn = _turns[(uint)TargetOf(path).GetHashCode(StringComparison.Ordinal) % _turns.Length];
        await turn.WaitAsync();
        try
        {
            return await ChangeInTurnAsync(path, refuse, genres, change, isRight);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<WriteOutcome> ChangeInTurnAsync(
        string path, Func<FileStamp, TagReading, WriteOutcome?> refuse, IReadOnlyList<string> genres, Action<FileStream> change, Func<TagReading, bool> isRight)
    {
        if (Inspect(path, options, refuse, out var file) is { } refused) return refused;
        var number = journal.Before(path, FileFacts.Of(file!.Status).Stamp, file.Reading, genres);
        WriteOutcome outcome;
        try
        {
            outcome = await ReplaceAsync(file, change, isRight);
        }
        catch (Exception exception)
        {
            outcome = WriteFailure.From(exception);
        }
        journal.After(new AfterEntry(number, outcome.Outcome, outcome.Code, outcome.Message, outcome.Stamp));
        return outcome;
    }

    private static string TargetOf(string path)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    /// <summary>Looks at a file without changing anything.</summary>
    /// <returns>Why it is not written; null if it is.</returns>
    private static WriteOutcome? Inspect(string path, WriteOptions options, Func<FileStamp, TagReading, WriteOutcome?> refuse, out Inspected? file)
    {
        file = null;
        try
        {
            var status = FileStatus.Of(path);
            if (!status.IsFile) return WriteOutcome.Failed(WriteErrors.WriteFailed, "This is no file.");
            var target = RealPath.Of(path);
            using var content = new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file = new Inspected(target, status, GenreTags.Read(content));
            if (refuse(FileFacts.Of(status).Stamp, file.Reading) is { } refused) return refused;
            if (status.Links > 1 && !options.AllowHardLinks)
            {
                return WriteOutcome.Skipped(
                    PlanReasons.HardLinked, "The file was left alone, because it has other names (hard links), which would keep the old content.");
            }
            FileReplacement.RefuseReadOnly(target);
            return null;
        }
        catch (Exception exception)
        {
            return WriteFailure.From(exception);
        }
    }

    private async Task<WriteOutcome> ReplaceAsync(Inspected file, Action<FileStream> change, Func<TagReading, bool> isRight)
    {
        using var replacement = new FileReplacement(file.Target, file.Status, TemporaryFiles.For(file.Target, journal.Id));
        change(replacement.Content);
        replacement.Content.Flush();
        if (!isRight(GenreTags.Read(replacement.Content)))
        {
            return WriteOutcome.Failed(WriteErrors.VerifyFailed, "The file was left alone, because the copy does not read back with the genres that were written.");
        }
        if (options.DecodeHash is { } hash && await hash(file.Target) != await hash(replacement.CopyPath))
        {
            return WriteOutcome.Failed(WriteErrors.VerifyFailed, "The file was left alone, because the copy does not decode to the same audio.");
        }
        replacement.Complete(options.ModifiedTime);
        return replacement.Replace() is { } stamp ? WriteOutcome.Written(stamp) : Changed;
    }

    /// <param name="Target">The file itself, without links.</param>
    /// <param name="Status">The file before its tags were read.</param>
    /// <param name="Reading">Its tags.</param>
    private sealed record Inspected(string Target, FileStatus Status, TagReading Reading);
}
