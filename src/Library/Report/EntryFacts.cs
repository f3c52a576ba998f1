using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>What the reports derive from an entry of a plan.</summary>
public static class EntryFacts
{
    /// <summary>The genres that the file has after the run: those that are written, otherwise those that it has. A link to a file of the run has none, so that the file counts once.</summary>
    public static IReadOnlyList<string> GenresAfter(this PlanEntry entry) => entry switch
    {
        { Action: PlanAction.Write } => entry.Proposed,
        { Action: PlanAction.Skip, Reason: PlanReasons.Linked } => [],
        _ => entry.Existing,
    };

    /// <summary>Whether the genres in the tags agree with those of the sound; null if either is missing.</summary>
    public static bool? Agrees(this PlanEntry entry) => entry.Existing.Count == 0 || entry.Proposed.Count == 0 || entry.Probability is null
        ? null
        : entry.Existing.Any(tag => entry.Proposed.Any(heard => GenreAgreement.Agree(tag, heard)));
}
