using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>Part of a track in which every window has the same genre.</summary>
/// <param name="Start">Seconds from the start of the track.</param>
/// <param name="End">Seconds from the start of the track.</param>
/// <param name="Genre">Null where the windows are not music.</param>
internal sealed record Stretch(double Start, double End, string? Genre);

/// <summary>The genre over time.</summary>
internal static class Timeline
{
    /// <summary>Joins neighbouring windows of one genre.</summary>
    public static IReadOnlyList<Stretch> Of(IReadOnlyList<Segment> segments)
    {
        var stretches = new List<Stretch>();
        foreach (var segment in segments)
        {
            var end = segment.Start + segment.Duration;
            if (stretches is [.., var last] && last.Genre == segment.Value) stretches[^1] = last with { End = end };
            else stretches.Add(new Stretch(segment.Start, end, segment.Value));
        }
        return stretches;
    }
}
