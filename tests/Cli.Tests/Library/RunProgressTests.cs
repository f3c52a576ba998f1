using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Library.Plans;
using Microsoft.Extensions.Time.Testing;

namespace GenreQueue.Cli.Tests.Library;

public sealed class RunProgressTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _reported = [];

    [Fact]
    public void Without_a_terminal_there_is_a_line_a_minute()
    {
        using var progress = new RunProgress(_time, null, _reported.Add, "written");
        Add(progress, PlanAction.Write, 1_500);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(_reported);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["1,500 files  25.0/s  1,500 written  0 skipped  0 failed  0 review"], _reported);
    }

    [Fact]
    public void The_time_left_follows_from_the_last_seconds_not_from_what_was_known_already()
    {
        using var progress = new RunProgress(_time, null, _reported.Add, "to write") { Total = 10_600 };
        Add(progress, PlanAction.Skip, 10_000);
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Line();
        _time.Advance(TimeSpan.FromSeconds(31));
        progress.Line();
        Add(progress, PlanAction.Write, 150);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("10,150/10,600  2 min left  5.0/s  150 to write  10,000 skipped  0 failed  0 review", progress.Line());
    }

    [Fact]
    public void On_a_terminal_the_line_is_redrawn_below_the_rows()
    {
        using var terminal = new StringWriter();
        var progress = new RunProgress(_time, new LiveLine(terminal, () => 40), _reported.Add, "written") { Total = 2 };
        progress.Add(Entry(PlanAction.Write), () => terminal.Write("row 1\n"));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        progress.Add(Entry(PlanAction.Fail), () => terminal.Write("row 2\n"));
        progress.Dispose();
        const string Erase = "\r\u001b[2K", Line = "1/2  1 s left  4.0/s  1 written  0 ski…";
        Assert.Equal($"row 1\n{Erase}{Line}{Erase}row 2\n{Line}{Erase}", terminal.ToString());
        Assert.Empty(_reported);
    }

    [Fact]
    public void The_summary_counts_by_action_and_by_reason()
    {
        using var progress = new RunProgress(_time, null, _reported.Add, "written");
        Add(progress, PlanAction.Write, 2);
        Add(progress, PlanAction.Skip, 3, PlanReasons.HasGenre);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("5 files in 2.0 s (2.5 files/s): 2 written, 3 skipped, 0 for review, 0 failed\nhas_genre 3, filled 2", progress.Summary());
    }

    private static void Add(RunProgress progress, PlanAction action, int count, string reason = PlanReasons.Filled)
    {
        for (var i = 0; i < count; i++) progress.Add(Entry(action, reason), () => { });
    }

    private static PlanEntry Entry(PlanAction action, string reason = PlanReasons.Filled) => new("a.mp3", null, [], [], action, reason, null, null, null, null, null, null);
}
