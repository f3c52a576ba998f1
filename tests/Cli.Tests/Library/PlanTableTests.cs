using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Contracts;
using GenreQueue.Library.Plans;

namespace GenreQueue.Cli.Tests.Library;

public sealed class PlanTableTests
{
    private static readonly PlanEntry Filled = new(
        "a/1.mp3", null, [], ["rock", "pop"], PlanAction.Write, PlanReasons.Filled, null, 0.876, "pop", 0.1, Outcome.Music, new("gtzan-10", "1"));

    private static readonly PlanEntry Uncertain = Filled with { Path = "b.mp3", Action = PlanAction.Review, Reason = PlanReasons.BelowConfidence, Probability = 0.4, RunnerUpProbability = 0.31 };

    [Fact]
    public void Writes_come_first_and_then_what_somebody_should_look_at_by_reason() => Assert.Equal(
        """
        p     why        genre                       file
        0.88  filled     - → rock, pop               a/1.mp3
        0.88  replaced   Jazz → rock, pop            c.mp3

        Left alone, hard_linked (1): It has other names.
          f.mp3

        For review, below_confidence (1)
          0.40  rock, pop           then pop 0.31        b.mp3

        For review, not_music (1)
          -                                              d.mp3

        Failed, empty (2): The file is empty.
          e.mp3
          e2.mp3

        """,
        Written(
            width: null,
            Filled,
            Uncertain,
            Filled with { Path = "c.mp3", Existing = ["Jazz"], Reason = PlanReasons.Replaced },
            Uncertain with { Path = "d.mp3", Proposed = [], Reason = PlanReasons.NotMusic, Probability = 0.7, Outcome = Outcome.NotMusic },
            Failed("e.mp3"),
            Failed("e2.mp3"),
            Filled with { Path = "f.mp3", Action = PlanAction.Skip, Reason = PlanReasons.HardLinked, Message = "It has other names." },
            Filled with { Path = "g.mp3", Action = PlanAction.Skip, Reason = PlanReasons.HasGenre }));

    [Fact]
    public void Rows_fit_the_terminal()
    {
        var path = string.Concat(Enumerable.Repeat("音楽 and a very long name/", 9)) + "1.mp3";
        var text = Written(80, Filled with { Path = path, Existing = ["Some", "Very", "Long", "Genres", "Here"] }, Uncertain with { Path = path }, Failed(path));
        Assert.All(text.Split('\n'), line => Assert.InRange(SafeText.Width(line), 0, 80));
        Assert.Equal(3, text.Split('\n').Count(line => line.EndsWith("1.mp3", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_from_a_file_reaches_the_terminal_as_a_command()
    {
        const string Name = "a\nb\u001b[31m\u202ec\u0085\u2028.mp3";
        var text = Written(null, Filled with { Path = Name, Existing = ["x\u001b[2J"] }, Uncertain with { Path = Name }, Failed(Name) with { Message = "bad\u0007" });
        Assert.DoesNotContain(text.Replace("\n", "", StringComparison.Ordinal), c => char.IsControl(c) || c is '\u202e' or '\u2028');
        Assert.Contains("a\uFFFDb\uFFFD[31m\uFFFDc\uFFFD\uFFFD.mp3", text, StringComparison.Ordinal);
    }

    private static PlanEntry Failed(string path) => new(path, null, [], [], PlanAction.Fail, ErrorCodes.Empty, "The file is empty.", null, null, null, null, null);

    private static string Written(int? width, params PlanEntry[] entries)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var table = new PlanTable(output, width);
        foreach (var entry in entries) table.Add(entry, null);
        table.Complete();
        return output.ToString();
    }
}
