using GenreQueue.Cli.Concurrency;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Plans;
using GenreQueue.Library.State;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Writing;

namespace GenreQueue.Cli.Library;

/// <summary>Writes what was decided.</summary>
/// <param name="writer">Writes the files.</param>
/// <param name="state">Learns of the files that were written, so that the next run reads them no more.</param>
/// <param name="provenance">Whether model, version and probability are written too.</param>
/// <param name="newId3">Version of an ID3v2 tag that has to be created.</param>
/// <param name="jobs">Number of files written at the same time.</param>
internal sealed class GenreWriting(TagWriter writer, LibraryState state, bool provenance, Id3Version newId3, int jobs)
{
    /// <summary>Writes the files that are to be written, and yields all of them in their order with what became of them.</summary>
    /// <remarks>If <paramref name="files"/> is canceled, what it has yielded is still written.</remarks>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public IAsyncEnumerable<DecidedFile> WriteAsync(IAsyncEnumerable<DecidedFile> files) =>
        OrderedWork.RunAsync(files, jobs, (file, _) => file.Entry.Action == PlanAction.Write ? WriteAsync(file) : Task.FromResult(file), CancellationToken.None);

    private async Task<DecidedFile> WriteAsync(DecidedFile file)
    {
        var entry = file.Entry;
        var outcome = await writer.WriteAsync(file.Path, entry.Stamp!.Value, entry.Existing, new GenreWrite(entry.Proposed, ProvenanceOf(entry), newId3));
        if (outcome.Stamp is { } stamp) WrittenFile.Remember(state, file.Path, entry.Stamp!.Value, stamp);
        return outcome.Outcome == FileOutcome.Written ? file : file with
        {
            Entry = entry with
            {
                Action = outcome.Outcome == FileOutcome.Skipped ? PlanAction.Skip : PlanAction.Fail,
                Reason = outcome.Code!,
                Message = outcome.Message,
            },
        };
    }

    /// <summary>Genres that the file had before are not the model's, even if they stay.</summary>
    private Provenance? ProvenanceOf(PlanEntry entry)
    {
        if (!provenance || entry.Model is not { } model || entry.Probability is not { } probability) return null;
        var own = entry.Reason is PlanReasons.Filled or PlanReasons.Refreshed ? entry.Proposed : [.. entry.Proposed.Except(entry.Existing, StringComparer.OrdinalIgnoreCase)];
        return own.Count == 0 ? null : new Provenance(model.Id, model.Version, probability, own);
    }
}
