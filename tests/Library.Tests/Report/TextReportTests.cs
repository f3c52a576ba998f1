using System.Text.Json;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Report;
using GenreQueue.Library.Tests.Writing;

namespace GenreQueue.Library.Tests.Report;

public sealed class TextReportTests : IDisposable
{
    private static readonly ReportHeader Header = new(ReportKind.Plan, "music", DateTimeOffset.UnixEpoch);
    private readonly TemporaryFolder _folder = new("report");

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("report.csv"), InlineData("report.jsonl")]
    public Task A_full_disk_is_an_error_and_nothing_is_left_on_it(string name) => SmallDisk.RunAsync(_folder.Path, kilobytes: 16, _ =>
    {
        using (var report = Reports.Open(_folder.File(name), Header))
        {
            Assert.Throws<IOException>(() =>
            {
                for (var n = 0; n < 2_000; n++) report.Add(Entries.Written("a.mp3", "jazz"));
            });
        }
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    });

    [Fact]
    public void A_report_does_not_take_the_place_of_a_folder_or_a_device()
    {
        Directory.CreateDirectory(_folder.File("folder.csv"));
        File.CreateSymbolicLink(_folder.File("device.csv"), "/dev/null");
        Assert.All(["folder.csv", "device.csv"], name => Assert.Throws<IOException>(() => Write(name, [])));
    }

    [Fact]
    public void Csv_has_a_row_for_each_entry_and_no_formulas()
    {
        var rows = File.ReadAllText(Write("report.csv", [
            Entries.Written("a/x, \"y\".mp3", "=cmd()", before: "+1"),
            Entries.Skipped("=HYPERLINK(1)\n2.mp3", "Hip-Hop", "hiphop", 0.6254),
            Entries.Failed("-.mp3", "corrupt", "The file is damaged."),
        ]));

        Assert.Equal(
            """
            file,action,reason,existing,genres,probability,runnerUp,runnerUpProbability,outcome,agrees,model,modelVersion,message
            "a/x, ""y"".mp3",write,replaced,'+1,'=cmd(),0.9,country,0.05,music,no,gtzan-10,8f108d16f78a72bb,
            "'=HYPERLINK(1)
            2.mp3",skip,has_genre,Hip-Hop,hiphop,0.6254,country,0.1873,music,yes,gtzan-10,8f108d16f78a72bb,
            '-.mp3,fail,corrupt,,,,,,,,,,The file is damaged.

            """.ReplaceLineEndings("\n"),
            rows.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Json_lines_hold_one_entry_each()
    {
        PlanEntry[] entries = [Entries.Written("\u202Ea\nb.mp3", "jazz"), Entries.Failed("é ♫.mp3", "corrupt", "no")];

        var lines = File.ReadAllLines(Write("report.JSONL", entries));

        Assert.Equal(entries.Length, lines.Length);
        var read = lines.Select(line => JsonSerializer.Deserialize<PlanEntry>(line, PlanJson.Options)!).ToArray();
        Assert.Equal(entries.Select(entry => (entry.Path, entry.Action, entry.Reason)), read.Select(entry => (entry.Path, entry.Action, entry.Reason)));
        Assert.Equal(entries[0].Proposed, read[0].Proposed);
        Assert.Contains("é ♫", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.csv")]
    [InlineData("report.jsonl")]
    [InlineData("report.html")]
    public void A_report_that_is_not_completed_changes_nothing(string name)
    {
        File.WriteAllText(_folder.File(name), "old");

        using (var report = Reports.Open(_folder.File(name), Header)) report.Add(Entries.Written("a.mp3", "jazz"));

        Assert.Equal("old", File.ReadAllText(_folder.File(name)));
        Assert.Equal([_folder.File(name)], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_a_killed_run_left_behind_is_replaced()
    {
        File.WriteAllText(_folder.File(".report.csv.partial"), new string('x', 10_000));

        var path = Write("report.csv", []);

        Assert.DoesNotContain("xx", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Only_three_extensions_are_known()
    {
        Assert.True(Reports.Knows("A.CSV"));
        Assert.False(Reports.Knows("/dev/stdout"));
        Assert.Throws<ArgumentException>(() => Reports.Open(_folder.File("report.txt"), Header));
    }

    private string Write(string name, IEnumerable<PlanEntry> entries)
    {
        using var report = Reports.Open(_folder.File(name), Header);
        foreach (var entry in entries) report.Add(entry);
        report.Complete();
        return _folder.File(name);
    }
}
