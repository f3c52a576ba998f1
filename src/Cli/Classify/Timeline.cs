using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>A span of a track in which all windows have the same genre.</summary>
/// <param name="Start">Seconds from the start of the track.</param>
/// <param name="End">Seconds from the start of the track.</param>
/// <param name="Genre">Null where the windows are not music.</param>
internal sealed record TimelineSpan(double Start, double End, string? Genre);

/// <summary>Computes the genre over time.</summary>
internal static class Timeline
{
    /// <summary>Joins consecutive windows of the same genre.</summary>
    public static IReadOnlyList<TimelineSpan> Of(IReadOnlyList<Segment> segments)
    {
        var spans = new List<TimelineSpan>();
        foreach (var segment in segments)
        {
            var end = segment.Start + segment.Duration;
            if (spans is [.., var last] && last.Genre == segment.Value) spans[^1] = last with { End = end };
            else spans.Add(new TimelineSpan(segment.Start, end, segment.Value));
        }
        return spans;
    }
}
