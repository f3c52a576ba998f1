using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>Compares tags and sound without any writing.</summary>
public static class AuditFinding
{
    /// <summary>Left alone: one of the genres in the tags stands for one of the sound.</summary>
    public const string Agrees = "agrees";

    /// <summary>For review: none of the genres in the tags stands for one of the sound.</summary>
    public const string Disagrees = "disagrees";

    /// <summary>For review: the tags hold no genre.</summary>
    public const string NoGenre = "no_genre";

    /// <summary>Turns what a run that replaces genres would do into a finding. What failed or is not probable enough stays.</summary>
    public static PlanEntry Of(PlanEntry entry) => entry.Action switch
    {
        PlanAction.Write or PlanAction.Skip when entry.Agrees() is { } agrees =>
            entry with { Action = agrees ? PlanAction.Skip : PlanAction.Review, Reason = agrees ? Agrees : Disagrees },
        PlanAction.Write or PlanAction.Skip when entry.Existing.Count == 0 && entry.Probability is not null =>
            entry with { Action = PlanAction.Review, Reason = NoGenre },
        _ => entry,
    };
}
