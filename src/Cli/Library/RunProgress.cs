using System.Globalization;
using GenreQueue.Cli.Output;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Library;

/// <summary>Shows how far a run is: a line that is redrawn on a terminal, otherwise a line a minute.</summary>
internal sealed class RunProgress : IDisposable
{
    private static readonly TimeSpan Redrawing = TimeSpan.FromMilliseconds(250), Reporting = TimeSpan.FromMinutes(1);

    // The rate is that of the last seconds, because files that are known from earlier take no time and say nothing about the others.
    private static readonly TimeSpan RateSpan = TimeSpan.FromSeconds(30);

    private readonly RunTally _tally = new();
    private readonly TimeProvider _time;
    private readonly LiveLine? _live;
    private readonly string? _write;
    private readonly long _began;
    private readonly Queue<(long Time, int Files)> _samples = new();
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private int _total = -1;

    /// <param name="time">Clock.</param>
    /// <param name="live">The line to redraw; null without a terminal.</param>
    /// <param name="report">Receives a line a minute if there is no line to redraw.</param>
    /// <param name="write">What is said of the files that are written; null for a run that only looks.</param>
    public RunProgress(TimeProvider time, LiveLine? live, Action<string> report, string? write)
    {
        (_time, _live, _write, _began) = (time, live, write, time.GetTimestamp());
        _samples.Enqueue((_began, 0));
        var period = live is null ? Reporting : Redrawing;
        _timer = time.CreateTimer(_ => Show(report), null, period, period);
    }

    /// <summary>Number of files that the run will look at, as soon as it is known.</summary>
    public int Total { set => Volatile.Write(ref _total, value); }

    /// <summary>What was decided so far.</summary>
    public RunTally Tally => _tally;

    /// <summary>Counts a file, while <paramref name="write"/> writes its rows.</summary>
    public void Add(PlanEntry entry, Action write)
    {
        lock (_lock) _tally.Add(entry);
        if (_live is null) write();
        else _live.Above(write);
    }

    /// <summary>How far the run is, for example <c>120/5,000  7 min left  12.5/s  80 written  38 skipped  1 failed  1 review</c>.</summary>
    public string Line()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            while (_samples.Count > 1 && _time.GetElapsedTime(_samples.Peek().Time, now) > RateSpan) _samples.Dequeue();
            var (since, files) = _samples.Peek();
            _samples.Enqueue((now, _tally.Files));
            var rate = (_tally.Files - files) / Math.Max(_time.GetElapsedTime(since, now).TotalSeconds, 1e-3);
            var total = Volatile.Read(ref _total);
            string[] parts =
            [
                total < 0 ? $"{RunTally.Number(_tally.Files)} files" : $"{RunTally.Number(_tally.Files)}/{RunTally.Number(total)}",
                .. total < 0 || rate <= 0 || _tally.Files >= total ? Array.Empty<string>() : [$"{Duration((total - _tally.Files) / rate)} left"],
                string.Create(CultureInfo.InvariantCulture, $"{rate:0.0}/s"),
                $"{RunTally.Number(_tally.Of(PlanAction.Write))} {_write}",
                $"{RunTally.Number(_tally.Of(PlanAction.Skip))} skipped",
                $"{RunTally.Number(_tally.Of(PlanAction.Fail))} failed",
                $"{RunTally.Number(_tally.Of(PlanAction.Review))} review",
            ];
            return string.Join("  ", parts);
        }
    }

    /// <summary>The counts at the end of a run, with its reasons.</summary>
    public string Summary()
    {
        lock (_lock)
        {
            var seconds = _time.GetElapsedTime(_began).TotalSeconds;
            var line = string.Create(CultureInfo.InvariantCulture, $"{RunTally.Number(_tally.Files)} files in {seconds:0.0} s ({_tally.Files / Math.Max(seconds, 1e-3):0.0} files/s): {_tally.Counts(_write)}");
            return _tally.Files == 0 ? line : $"{line}\n{_tally.Reasons()}";
        }
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _live?.Set("");
    }

    private void Show(Action<string> report)
    {
        if (_live is null) report(Line());
        else _live.Set(Line());
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s"),
        < 5_400 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3_600:0.0} h"),
    };
}
