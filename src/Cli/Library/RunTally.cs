using System.Globalization;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Library;

/// <summary>Counts what a run decides.</summary>
internal sealed class RunTally
{
    private readonly Dictionary<(PlanAction Action, string Reason), int> _reasons = [];
    private readonly int[] _actions = new int[Enum.GetValues<PlanAction>().Length];

    /// <summary>Number of files so far.</summary>
    public int Files => _actions.Sum();

    /// <summary>Number of files with this action so far.</summary>
    public int Of(PlanAction action) => _actions[(int)action];

    /// <summary>Number of files with this action and reason so far.</summary>
    public int Of(PlanAction action, string reason) => _reasons.GetValueOrDefault((action, reason));

    public void Add(PlanEntry entry)
    {
        _actions[(int)entry.Action]++;
        _reasons[(entry.Action, entry.Reason)] = _reasons.GetValueOrDefault((entry.Action, entry.Reason)) + 1;
    }

    /// <summary>The counts by action.</summary>
    /// <param name="write">What is said of the files that are written; null to leave them out.</param>
    public string Counts(string? write) =>
        (write is null ? "" : $"{Number(Of(PlanAction.Write))} {write}, ") + $"{Number(Of(PlanAction.Skip))} skipped, {Number(Of(PlanAction.Review))} for review, {Number(Of(PlanAction.Fail))} failed";

    /// <summary>The counts by reason, the most frequent first.</summary>
    public string Reasons() =>
        string.Join(", ", _reasons.OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key.Reason, StringComparer.Ordinal).Select(reason => $"{reason.Key.Reason} {Number(reason.Value)}"));

    /// <summary>A count with separators between the thousands.</summary>
    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
