using System.Text.Json.Serialization;
using GenreQueue.Contracts;
using GenreQueue.Library.Files;

namespace GenreQueue.Library.Plans;

/// <summary>What a run would do with one file, and why.</summary>
/// <param name="Path">Path relative to the root of the plan, with <c>/</c> between folders.</param>
/// <param name="Stamp">The file as it was when it was read; null if it could not be.</param>
/// <param name="Existing">The genres in its tags.</param>
/// <param name="Proposed">The genres that it has afterwards if <paramref name="Action"/> is <see cref="PlanAction.Write"/>, otherwise what the rules made of the answer.</param>
/// <param name="Action">What happens.</param>
/// <param name="Reason">A stable code: one of <see cref="PlanReasons"/> or the code of an error.</param>
/// <param name="Message">The reason as a sentence; null if the code says it all.</param>
/// <param name="Probability">Probability of the first genre, 0 to 1; null without an answer.</param>
/// <param name="RunnerUp">The second most probable genre of the model; null without an answer.</param>
/// <param name="RunnerUpProbability">Its probability.</param>
/// <param name="Outcome">Whether the track is music; null without an answer.</param>
/// <param name="Model">The model that answered; null without an answer.</param>
public sealed record PlanEntry(
    string Path,
    FileStamp? Stamp,
    IReadOnlyList<string> Existing,
    IReadOnlyList<string> Proposed,
    PlanAction Action,
    string Reason,
    string? Message,
    double? Probability,
    string? RunnerUp,
    double? RunnerUpProbability,
    Outcome? Outcome,
    ModelReference? Model);

/// <summary>What happens to a file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlanAction>))]
public enum PlanAction
{
    /// <summary>The genre is written.</summary>
    [JsonStringEnumMemberName("write")] Write,

    /// <summary>The file is left alone, because it has what it should have.</summary>
    [JsonStringEnumMemberName("skip")] Skip,

    /// <summary>The file is left alone, because somebody has to decide.</summary>
    [JsonStringEnumMemberName("review")] Review,

    /// <summary>The file could not be read, analysed or written.</summary>
    [JsonStringEnumMemberName("fail")] Fail,
}

/// <summary>Stable codes of why a file is written, skipped or listed for review.</summary>
public static class PlanReasons
{
    /// <summary>Written: the file had no genre.</summary>
    public const string Filled = "filled";

    /// <summary>Written: the mode is <c>replace</c>.</summary>
    public const string Replaced = "replaced";

    /// <summary>Written: the mode is <c>merge</c>.</summary>
    public const string Merged = "merged";

    /// <summary>Written: the genres came from an earlier run of this tool.</summary>
    public const string Refreshed = "refreshed";

    /// <summary>Written: an earlier run was taken back.</summary>
    public const string Undone = "undone";

    /// <summary>Skipped: the file has a genre and the mode is <c>fill</c>, or it has as many as are allowed and the mode is <c>merge</c>.</summary>
    public const string HasGenre = "has_genre";

    /// <summary>Skipped: the file has these genres already.</summary>
    public const string SameGenre = "same_genre";

    /// <summary>Skipped: the genres that are to be kept leave no room for others.</summary>
    public const string KeptGenre = "kept_genre";

    /// <summary>Skipped: the map drops every genre of the answer.</summary>
    public const string NoGenreLeft = "no_genre_left";

    /// <summary>Skipped: other names of the same file would change too.</summary>
    public const string HardLinked = "hard_linked";

    /// <summary>Skipped: a link to a file that the same run visits.</summary>
    public const string Linked = "linked";

    /// <summary>For review: the probability is below the threshold.</summary>
    public const string BelowConfidence = "below_confidence";

    /// <summary>For review: the track is not music.</summary>
    public const string NotMusic = "not_music";
}
