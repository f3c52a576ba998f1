using GenreQueue.Contracts;
using GenreQueue.Library.Files;
using GenreQueue.Library.Plans;

namespace GenreQueue.Library.Tests.Plans;

public sealed class PlanFileTests : IDisposable
{
    private static readonly ModelReference Model = new("gtzan-10", "1");
    private static readonly PlanHeader Header = new(
        PlanHeader.FormatName, PlanHeader.CurrentVersion, "/music", Model, new Dictionary<string, string> { ["mode"] = "fill" }, DateTimeOffset.UnixEpoch);

    private static readonly PlanEntry Entry = new(
        "A/a \"b\"\n\u202e音.mp3", new FileStamp(long.MaxValue, 1_764_033_200_123_456_789, 5, ulong.MaxValue), ["Jazz"], ["rock", "Hip-Hop"],
        PlanAction.Write, PlanReasons.Replaced, null, 0.876, "pop", 0.1, Outcome.Music, Model);

    private readonly string _folder = Directory.CreateTempSubdirectory("genrequeue-plan-").FullName;

    private string File => Path.Combine(_folder, "plan.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        var failed = new PlanEntry("z.mp3", null, [], [], PlanAction.Fail, "tags_unreadable", "The tags are damaged.", null, null, null, null, null);
        Write(Entry, failed);
        using var plan = new PlanReader(File);
        Assert.Equivalent(Header, plan.Header, strict: true);
        Assert.Equivalent((PlanEntry[])[Entry, failed], plan.Entries().ToList(), strict: true);
        Assert.Equal(3, System.IO.File.ReadAllLines(File).Length);
    }

    [Fact]
    public void A_plan_that_is_not_complete_leaves_the_old_file()
    {
        System.IO.File.WriteAllText(File, "old");
        using (var plan = new PlanWriter(File, Header)) plan.Add(Entry);
        Assert.Equal("old", System.IO.File.ReadAllText(File));
        Assert.Equal([File], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("", "line 1: the file is empty.")]
    [InlineData("{}", "line 1: the line is no header of a plan")]
    [InlineData("genre,file", "line 1: the line is no header of a plan")]
    [InlineData("null", "line 1: there is no JSON object.")]
    public void A_file_that_is_no_plan_is_refused(string text, string message)
    {
        System.IO.File.WriteAllText(File, text);
        AssertRefused(message);
    }

    [Fact]
    public void Another_format_or_version_is_refused()
    {
        Write(Header with { Format = "other" });
        AssertRefused("line 1: the file is no plan of 'genrequeue tag --plan', because its format is 'other'.");
        Write(Header with { Version = 2 });
        AssertRefused("line 1: the plan has version 2, and this program reads version 1; make the plan again.");
        Write(Header with { Root = "music" });
        AssertRefused("line 1: the root is no absolute path.");
    }

    [Theory, InlineData("/etc/a.mp3"), InlineData("../a.mp3"), InlineData("a/../../b.mp3"), InlineData(""), InlineData("a//b.mp3")]
    public void An_entry_outside_the_root_is_refused(string path)
    {
        Write(Entry, Entry with { Path = path });
        AssertRefused($"line 3: '{path}' does not lead to a file below the root.");
    }

    [Fact]
    public void An_entry_to_write_needs_a_stamp_and_a_genre()
    {
        Write(Entry with { Stamp = null });
        AssertRefused("line 2: an entry to write needs a stamp and a genre.");
        Write(Entry with { Proposed = [] });
        AssertRefused("line 2: an entry to write needs a stamp and a genre.");
    }

    [Fact]
    public void Genres_that_are_missing_or_repeated_are_refused()
    {
        Write(Entry with { Proposed = [null!] });
        AssertRefused("line 2: a genre is null.");
        Write(Entry with { Proposed = ["rock", "Rock"] });
        AssertRefused("line 2: a genre is proposed twice.");
    }

    [Theory]
    [InlineData("\"action\":\"write\"", "\"action\":\"burn\"")]
    [InlineData("\"action\":\"write\"", "\"action\":1")]
    [InlineData("\"action\":\"write\",", "")]
    [InlineData("\"reason\":", "\"raison\":")]
    [InlineData("\"existing\":[\"Jazz\"]", "\"existing\":null")]
    [InlineData("\"size\":9223372036854775807", "\"size\":9223372036854775808")]
    [InlineData("\"size\":9223372036854775807", "\"size\":1,\"size\":2")]
    [InlineData("{\"path\"", "{{\"path\"")]
    public void A_damaged_entry_is_named_by_its_line(string text, string damaged)
    {
        Write(Entry, Entry);
        var lines = System.IO.File.ReadAllLines(File);
        Assert.Contains(text, lines[2], StringComparison.Ordinal);
        lines[2] = lines[2].Replace(text, damaged, StringComparison.Ordinal);
        System.IO.File.WriteAllLines(File, lines);
        AssertRefused("line 3: the line is no entry of a plan");
    }

    private void Write(params PlanEntry[] entries) => Write(Header, entries);

    private void Write(PlanHeader header, params PlanEntry[] entries)
    {
        using var plan = new PlanWriter(File, header);
        foreach (var entry in entries) plan.Add(entry);
        plan.Complete();
    }

    private void AssertRefused(string message)
    {
        var exception = Assert.Throws<PlanException>(() =>
        {
            using var plan = new PlanReader(File);
            return plan.Entries().Count();
        });
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }
}
