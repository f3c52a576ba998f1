using System.Globalization;
using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Report;

/// <summary>Lists of files in a page.</summary>
internal sealed class HtmlRows(TextWriter page)
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Files(long count) => count == 1 ? "1 file" : $"{Number(count)} files";

    /// <summary>What the tags say and what the model heard, with the runner-up.</summary>
    public static string Verdict(PlanEntry entry)
    {
        if (entry.Outcome == Outcome.NotMusic) return $"{Before(entry)}<b>not music</b>";
        var heard = entry.Proposed.Count > 0 ? Names(entry.Proposed) : "no genre";
        var runnerUp = entry.RunnerUp is null ? "" : $" <span class=\"quiet\">or {HtmlText.Isolated(entry.RunnerUp)} {Probability(entry.RunnerUpProbability)}</span>";
        return $"{Before(entry)}<b>{heard}</b> {Probability(entry.Probability)}{runnerUp}";
    }

    /// <summary>The genre before and after, and why it stays.</summary>
    public static string Change(PlanEntry entry) => entry.Action switch
    {
        PlanAction.Write => $"{Before(entry)}<b>{Names(entry.Proposed)}</b> {Probability(entry.Probability)}",
        PlanAction.Skip => $"{Names(entry.Existing)} <span class=\"quiet\">{HtmlText.Escape(entry.Reason.Replace('_', ' '))}</span>",
        PlanAction.Review => $"{Names(entry.Existing)} <span class=\"warn\">{(entry.Reason == PlanReasons.NotMusic ? "not music" : entry.Reason.Replace('_', ' '))}</span>",
        _ => $"{Names(entry.Existing)} <span class=\"warn\">{HtmlText.Escape(entry.Reason)}</span>",
    };

    /// <summary>Writes a list of files.</summary>
    public void List(IEnumerable<PlanEntry> entries, Func<PlanEntry, string> facts, Func<PlanEntry, string>? name = null)
    {
        page.WriteLine("<ul class=\"files\">");
        foreach (var entry in entries)
        {
            page.WriteLine($"<li><span class=\"name\">{HtmlText.Path(name is null ? entry.Path : name(entry))}</span><span class=\"facts\">{facts(entry)}</span></li>");
        }
        page.WriteLine("</ul>");
    }

    /// <summary>Says how many are not listed.</summary>
    /// <param name="count">Their number; nothing is written below 1.</param>
    /// <param name="what">What they are, in the singular.</param>
    public void More(long count, string what)
    {
        if (count > 0) page.WriteLine($"<p class=\"more\">and {Number(count)} more {what}{(count == 1 ? "" : "s")}: a report in CSV lists all of them.</p>");
    }

    private static string Before(PlanEntry entry) => entry.Existing.Count == 0 ? "" : $"{Names(entry.Existing)} → ";

    private static string Names(IReadOnlyList<string> genres) => string.Join(", ", genres.Select(HtmlText.Isolated));

    private static string Probability(double? probability) => probability?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
