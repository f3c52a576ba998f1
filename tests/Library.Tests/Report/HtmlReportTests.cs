using System.Text.RegularExpressions;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Report;

namespace GenreQueue.Library.Tests.Report;

public sealed partial class HtmlReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("report");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shows_genres_reviews_failures_disagreements_and_folders()
    {
        var page = Text(Write(ReportKind.Plan, [
            Entries.Written("Kind of Blue/1.flac", "jazz"), Entries.Written("Kind of Blue/2.flac", "jazz", before: "Rock"),
            Entries.Skipped("Nevermind/1.mp3", "Grunge Rock", "rock"), Entries.ForReview("odd.mp3", "blues", 0.41),
            Entries.Failed("broken.mp3", "corrupt_audio", "The file is damaged."),
        ]));

        Assert.Contains("Plan for music", page, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", page, StringComparison.Ordinal);
        Assert.Contains("5 files 2 have no genre 2 would be written 1 left as they were 1 for review 1 failed", page, StringComparison.Ordinal);
        Assert.Contains("jazz 2 Grunge Rock 1", page, StringComparison.Ordinal);
        Assert.Contains("odd.mp3 blues 0.41 or country 0.30", page, StringComparison.Ordinal);
        Assert.Contains("corrupt_audio 1 file broken.mp3 The file is damaged.", page, StringComparison.Ordinal);
        Assert.Contains("Rock → jazz 1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Grunge Rock →", page, StringComparison.Ordinal);
        Assert.Contains("Kind of Blue 2 files jazz 1.flac jazz 0.90 2.flac Rock → jazz 0.90", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_files_is_neither_markup_nor_invisible()
    {
        const string odd = "<script>alert(1)</script>\"'&\n\u202Egnp\u2028.mp3";
        var page = Write(ReportKind.Run, [
            Entries.Written($"{odd}/{odd}", odd, before: "x" + odd), Entries.Failed(odd, odd, odd), Entries.ForReview(odd, odd, 0.1),
        ], root: odd);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u2028', page);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;<i>U+000A</i><i>U+202E</i>gnp<i>U+2028</i>.mp3", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_large_library_makes_a_page_of_bounded_size_with_complete_counts()
    {
        var page = Write(ReportKind.Plan, Enumerable.Range(0, 100_000).Select(n => (n % 4) switch
        {
            0 => Entries.Skipped($"{n / 10}/{n}.mp3", $"genre {n}", "jazz", n / 100_000.0),
            1 => Entries.ForReview($"{n / 10}/{n}.mp3", "jazz", n / 100_000.0),
            2 => Entries.Failed($"{n / 10}/{n}.mp3", "corrupt_audio", "no"),
            _ => Entries.Written($"{n / 10}/{n}.mp3", "rock"),
        }));

        Assert.InRange(page.Length, 100_000, 2_000_000);
        var text = Text(page);
        Assert.Contains("100,000 files 50,000 have no genre 25,000 would be written 25,000 left as they were 25,000 for review 25,000 failed", text, StringComparison.Ordinal);
        Assert.Contains("and 24,961 more genres", text, StringComparison.Ordinal);
        Assert.Contains("and 24,700 more files", text, StringComparison.Ordinal);
        Assert.Contains("and 95,000 more files: a report in CSV lists all of them.", text, StringComparison.Ordinal);
        Assert.Contains("genre 99996 → jazz 1.00", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_sorts_files_by_whether_tags_and_sound_agree()
    {
        PlanEntry[] entries = [
            Entries.Written("same.mp3", "rock", before: "Progressive Rock"), Entries.Written("other.mp3", "jazz", before: "Rock"), Entries.Written("none.mp3", "pop"),
            Entries.ForReview("unsure.mp3", "blues", 0.41), Entries.Failed("broken.mp3", "corrupt_audio", "no"),
        ];
        var audited = entries.Select(AuditFinding.Of).ToList();

        Assert.Equal(
            [(PlanAction.Skip, "agrees"), (PlanAction.Review, "disagrees"), (PlanAction.Review, "no_genre"), (PlanAction.Review, "below_confidence"), (PlanAction.Fail, "corrupt_audio")],
            audited.Select(entry => (entry.Action, entry.Reason)));
        var text = Text(Write(ReportKind.Audit, audited));
        Assert.Contains("5 files 2 have no genre 1 tags disagree with the sound 1 are uncertain 1 failed", text, StringComparison.Ordinal);
        Assert.Contains("Genres in the tags Progressive Rock 1 Rock 1", text, StringComparison.Ordinal);
        Assert.Contains("Without a genre in the tags With the genre of the sound. File by file, the most probable first 1 file none.mp3 pop 0.90", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_library_makes_a_page() => Assert.Contains("0 files", Text(Write(ReportKind.Plan, [])), StringComparison.Ordinal);

    private string Write(ReportKind kind, IEnumerable<PlanEntry> entries, string root = "music")
    {
        var path = _folder.File("report.html");
        using var report = Reports.Open(path, new ReportHeader(kind, root, DateTimeOffset.UnixEpoch));
        foreach (var entry in entries) report.Add(entry);
        report.Complete();
        return File.ReadAllText(path);
    }

    private static string Text(string page) => Spaces().Replace(Tags().Replace(page[page.IndexOf("<body>", StringComparison.Ordinal)..], " "), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
