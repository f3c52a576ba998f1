using GenreQueue.Contracts;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Rules;

/// <summary>Decides which genres a file gets.</summary>
public sealed record GenreRules
{
    /// <summary>What happens to the genres that a file has.</summary>
    public GenreMode Mode { get; init; } = GenreMode.Fill;

    /// <summary>An answer with a lower probability is left for review.</summary>
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>Most genres that a file gets, with those that stay; null for no limit. Genres that stay are never removed by it.</summary>
    public int? MaxGenres { get; init; }

    /// <summary>Turns the genres of the model into those that are written.</summary>
    public GenreMap Map { get; init; } = GenreMap.Empty;

    /// <summary>Genres that stay in the files that have them.</summary>
    public IReadOnlySet<string> Keep { get; init; } = new HashSet<string>();

    /// <summary>Decides without an answer, where the rules allow that.</summary>
    /// <returns>Null if an answer is needed.</returns>
    public Decision? WithoutAnswer(IReadOnlyList<string> existing, Provenance? provenance) =>
        Mode == GenreMode.Fill && existing.Count > 0 && !IsOurs(existing, provenance) ? new Decision(PlanAction.Skip, [], PlanReasons.HasGenre) : null;

    /// <summary>Decides about a file.</summary>
    /// <param name="existing">The genres in its tags.</param>
    /// <param name="provenance">What an earlier run wrote into its tags about its genres.</param>
    /// <param name="answer">What the model says.</param>
    public Decision Decide(IReadOnlyList<string> existing, Provenance? provenance, ClassificationResult answer)
    {
        if (WithoutAnswer(existing, provenance) is { } decision) return decision;
        if (answer.Outcome == Outcome.NotMusic) return new Decision(PlanAction.Review, [], PlanReasons.NotMusic);
        var named = Map.Apply(answer.Genres);
        var staying = Mode == GenreMode.Merge ? GenreNames.Distinct(existing) : GenreNames.Distinct(existing.Where(IsKept));
        if (named.Count == 0) return new Decision(PlanAction.Skip, [], PlanReasons.NoGenreLeft);
        var added = named.Except(staying, GenreNames.Comparer).ToList();
        var room = Math.Max(0, (MaxGenres ?? int.MaxValue) - staying.Count);
        IReadOnlyList<string> proposed = [.. staying, .. added.Take(room)];
        if (!GenreNames.AreEqual(proposed, existing))
        {
            return answer.Probability < MinConfidence
                ? new Decision(PlanAction.Review, proposed, PlanReasons.BelowConfidence)
                : new Decision(PlanAction.Write, proposed, ReasonToWrite(existing));
        }
        var isFull = room == 0 && added.Count > 0;
        return new Decision(PlanAction.Skip, proposed, !isFull ? PlanReasons.SameGenre : Mode == GenreMode.Merge ? PlanReasons.HasGenre : PlanReasons.KeptGenre);
    }

    private string ReasonToWrite(IReadOnlyList<string> existing) =>
        existing.Count == 0 ? PlanReasons.Filled : Mode switch
        {
            GenreMode.Fill => PlanReasons.Refreshed,
            GenreMode.Replace => PlanReasons.Replaced,
            _ => PlanReasons.Merged,
        };

    private bool IsKept(string genre) => Keep.Contains(genre, GenreNames.Comparer);

    /// <summary>Whether the file has exactly what an earlier run wrote.</summary>
    private static bool IsOurs(IReadOnlyList<string> existing, Provenance? provenance) =>
        provenance is not null && GenreNames.AreEqual(existing, provenance.Genres);
}

/// <summary>What happens to a file.</summary>
/// <param name="Action">Write, skip or review.</param>
/// <param name="Proposed">The genres that it has afterwards if it is written, otherwise what the rules made of the answer.</param>
/// <param name="Reason">One of <see cref="PlanReasons"/>.</param>
public sealed record Decision(PlanAction Action, IReadOnlyList<string> Proposed, string Reason);
