using System.Runtime.CompilerServices;
using GenreQueue.Cli.Concurrency;
using GenreQueue.Contracts;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Rules;
using GenreQueue.Library.State;

namespace GenreQueue.Cli.Library;

/// <summary>How a run works, beside its rules.</summary>
/// <param name="Jobs">Number of files worked on at the same time.</param>
/// <param name="Album">Whether the tracks of a folder get one answer.</param>
/// <param name="AllowHardLinks">Whether files with several names are written.</param>
/// <param name="RetryFailed">Whether files that failed in an earlier run are tried again.</param>
internal sealed record LibraryRunOptions(int Jobs, bool Album = false, bool AllowHardLinks = false, bool RetryFailed = false);

/// <summary>Decides what happens to the files of a library. Nothing is written.</summary>
/// <param name="state">What is known from earlier runs; receives what this one finds out.</param>
/// <param name="source">Names the genres.</param>
/// <param name="rules">Decide what becomes of them.</param>
/// <param name="options">How the run works.</param>
internal sealed class LibraryRun(LibraryState state, AnswerSource source, GenreRules rules, LibraryRunOptions options)
{
    private readonly LibraryReader _reader = new(state, source, options.RetryFailed);

    /// <summary>Yields every file in the order in which they were found, with what happens to it.</summary>
    /// <param name="found">The files, those of a folder together.</param>
    /// <param name="isLinkInside">Whether a path is a link to a file that is found under its own name; such links are skipped.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was canceled; the files decided by then have been yielded.</exception>
    public async IAsyncEnumerable<DecidedFile> DecideAsync(
        IAsyncEnumerable<FoundFile> found, Func<string, bool> isLinkInside, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = OrderedWork.RunAsync(found, options.Jobs, (file, _) => Task.FromResult(Marked(_reader.ReadTags(file), isLinkInside)), cancellationToken);
        var marked = options.Album ? Albums.WithWholeFoldersAsync(read) : read;
        var known = OrderedWork.RunAsync(marked, options.Jobs, (file, _) => Task.FromResult(_reader.FindAnswer(file)), cancellationToken);
        var answered = new LibraryQuestions(source, _reader).AskAsync(known, cancellationToken);
        await foreach (var file in options.Album ? Albums.PoolAsync(answered, source.Labels) : answered) yield return Decided(file);
    }

    private LibraryFile Marked(LibraryFile file, Func<string, bool> isLinkInside)
    {
        if (file.Known is not { } known) return file;
        if (isLinkInside(file.Found.Path)) return file with { IsLink = true };
        return file with { NeedsAnswer = rules.WithoutAnswer(known.Genres, known.Provenance) is null };
    }

    private DecidedFile Decided(LibraryFile file)
    {
        var existing = file.Known?.Genres ?? [];
        var (decision, message) = file switch
        {
            { Error: { } error } => (new Decision(PlanAction.Fail, [], error.Code), error.Message),
            { IsLink: true } => (new Decision(PlanAction.Skip, [], PlanReasons.Linked), null),
            { Answer: { } answer } => (rules.Decide(existing, file.Known!.Provenance, answer), null),
            _ => (rules.WithoutAnswer(existing, file.Known!.Provenance)!, null),
        };
        if (decision.Action == PlanAction.Write && file.Facts!.Value.Links > 1 && !options.AllowHardLinks)
        {
            decision = decision with { Action = PlanAction.Skip, Reason = PlanReasons.HardLinked };
            message = "The file is left alone, because it has other names (hard links), which would keep the old content.";
        }
        return new DecidedFile(file.Found.Path, EntryOf(file, existing, decision, message), file.Answer);
    }

    private static PlanEntry EntryOf(LibraryFile file, IReadOnlyList<string> existing, Decision decision, string? message)
    {
        var second = file.Answer?.All.Where(genre => genre.Key != TopOf(file.Answer)).OrderByDescending(genre => genre.Value).FirstOrDefault();
        return new PlanEntry(
            file.Found.RelativePath, file.Facts?.Stamp, existing, decision.Proposed, decision.Action, decision.Reason, message,
            file.Answer?.Probability, second?.Key, second?.Key is null ? null : second?.Value, file.Answer?.Outcome, file.Answer?.Model);
    }

    private static string TopOf(ClassificationResult answer) => answer.All.MaxBy(genre => genre.Value).Key;
}
