using System.Diagnostics;
using System.Globalization;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Classify;

/// <summary>Counts the results of a run, in memory that does not grow with the number of files.</summary>
internal sealed class Summary
{
    private readonly Dictionary<string, int> _genres = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _classified, _uncertain, _notMusic;

    public int Failed { get; private set; }

    public void Add(ClassifiedFile file)
    {
        if (file.Result is not { } result)
        {
            Failed++;
            return;
        }
        _classified++;
        if (result.Outcome == Outcome.Uncertain) _uncertain++;
        if (result.Value is { } genre) _genres[genre] = _genres.GetValueOrDefault(genre) + 1;
        else _notMusic++;
    }

    /// <summary>The counts and the rate so far.</summary>
    public string Line()
    {
        var elapsed = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var rate = (_classified + Failed) / Math.Max(elapsed, 1e-3);
        return string.Create(CultureInfo.InvariantCulture, $"{_classified} classified, {Failed} failed in {elapsed:0.0} s ({rate:0.0} files/s)");
    }

    /// <summary>The final report: <see cref="Line"/>, then how often each genre was the top one.</summary>
    public string Report()
    {
        var counts = _genres.OrderByDescending(g => g.Value).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Value}").ToList();
        if (_notMusic > 0) counts.Add($"not music {_notMusic}");
        if (counts.Count == 0) return Line();
        var uncertain = _uncertain > 0 ? $" (uncertain: {_uncertain})" : "";
        return $"{Line()}\n{string.Join(", ", counts)}{uncertain}";
    }
}
