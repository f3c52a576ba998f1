using GenreQueue.Contracts;
using GenreQueue.Library.Files;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Tests.Report;

/// <summary>Entries of plans.</summary>
internal static class Entries
{
    private static readonly ModelReference Model = new("gtzan-10", "8f108d16f78a72bb");

    public static PlanEntry Written(string path, string genre, double probability = 0.9, string? before = null) =>
        New(path, before is null ? [] : [before], [genre], PlanAction.Write, before is null ? PlanReasons.Filled : PlanReasons.Replaced, probability);

    public static PlanEntry Skipped(string path, string genre, string heard, double probability = 0.9) =>
        New(path, [genre], [heard], PlanAction.Skip, PlanReasons.HasGenre, probability);

    public static PlanEntry ForReview(string path, string heard, double probability) =>
        New(path, [], [heard], PlanAction.Review, PlanReasons.BelowConfidence, probability);

    public static PlanEntry Failed(string path, string code, string message) =>
        new(path, null, [], [], PlanAction.Fail, code, message, null, null, null, null, null);

    private static PlanEntry New(string path, string[] existing, string[] proposed, PlanAction action, string reason, double probability) =>
        new(path, new FileStamp(1_000, 1, 1, 1), existing, proposed, action, reason, null, probability, "country", (1 - probability) / 2, Outcome.Music, Model);
}
