using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Files;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Tags;

namespace GenreQueue.Library.Tests.Journal;

public sealed class RunJournalTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 1, 30, 0, TimeSpan.Zero);

    private static readonly TagReading Reading = new(
        "flac", ["Rock"], null, new GenreSnapshot(["vorbis"], [new RawField("vorbis", "GENRE", [0, 255, 10, 13], 3)]), [], []);

    private readonly TemporaryFolder _folder = new("journal");
    private readonly RunJournals _journals;

    public RunJournalTests() => _journals = new RunJournals(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_read_back_as_it_was_recorded()
    {
        var stamp = new FileStamp(1, -2, 3, ulong.MaxValue);
        string id;
        using (var journal = Create("tag"))
        {
            id = journal.Id;
            var number = journal.Before("/music/a\nb/é\u2028.flac", stamp, Reading, ["House", "Techno"]);
            journal.After(new AfterEntry(number, FileOutcome.Written, null, null, stamp));
            journal.Before("/elsewhere/x.flac", stamp, Reading, []);
            Assert.True(Assert.Single(_journals.List()).End is null);
        }
        Assert.Matches("^20261125-013000-[0-9a-f]{4}$", id);

        var run = Assert.Single(_journals.List());
        Assert.Equal((id, "tag", "/music", Start, 2, 1, 1), (run.Id, run.Header.Command, run.Header.Root, run.Header.Started, run.Files, run.Written, run.Open));
        Assert.Equal("fill", run.Header.Options["mode"]);
        // What became of the second file is unknown.
        Assert.Null(run.End);

        var files = _journals.Files(run).ToList();
        Assert.Equal(["/music/a\nb/é\u2028.flac", "/elsewhere/x.flac"], files.Select(file => file.Path));
        Assert.Equal((FileOutcome.Written, stamp), (files[0].After!.Outcome, files[0].After!.Stamp));
        Assert.Null(files[1].After);
        var before = files[0].Before;
        Assert.Equal(stamp, before.Stamp);
        Assert.Equal(["Rock"], before.Before);
        Assert.Equal(["House", "Techno"], before.Genres);
        Assert.Equal(["vorbis"], before.Snapshot.Containers);
        var field = Assert.Single(before.Snapshot.Fields);
        Assert.Equal(("vorbis", "GENRE", 3), (field.Container, field.Key, field.Position));
        Assert.Equal([0, 255, 10, 13], field.Value);
    }

    [Fact]
    public void A_run_that_touched_no_file_leaves_no_journal()
    {
        Create("tag").Dispose();
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Empty(new RunJournals(_folder.File("missing")).List());
    }

    [Fact]
    public void A_line_cut_off_by_a_kill_is_ignored_and_removed_when_the_journal_is_completed()
    {
        var run = Record("tag");
        var path = _folder.File(run + ".jsonl");
        var lines = File.ReadAllLines(path);
        // Without the end, and with half a line instead.
        File.WriteAllText(path, string.Join('\n', lines[..^1]) + "\n" + lines[1][..20]);
        var torn = Assert.Single(_journals.List());
        Assert.Equal((1, 1, 0), (torn.Files, torn.Written, torn.Open));
        Assert.Null(torn.End);

        _journals.Reopen(torn).Dispose();
        Assert.Equal(lines[..^1], File.ReadAllLines(path)[..^1]);
        Assert.True(Assert.Single(_journals.List()).End!.Interrupted);
    }

    [Fact]
    public void A_run_killed_while_it_began_is_not_listed()
    {
        File.WriteAllText(_folder.File("20261125-013000-0000.jsonl"), "{\"run\":{\"comm");
        Assert.Empty(_journals.List());
    }

    [Fact]
    public void A_line_without_a_part_is_ignored()
    {
        var path = _folder.File(Record("tag") + ".jsonl");
        File.AppendAllText(path, """
            {"before":{"file":5}}
            {"before":{"file":6,"path":null,"stamp":{},"before":[],"snapshot":{"containers":[],"fields":[]},"genres":[]}}
            {"run":{}}
            null

            """);
        var run = Assert.Single(_journals.List());
        Assert.Equal(1, run.Files);
        Assert.Single(_journals.Files(run));
    }

    [Fact]
    public void The_last_of_two_runs_within_a_second_is_the_one_that_started_last()
    {
        // Ids differ in a random part then.
        for (var i = 0; i < 8; i++) Record("tag", Start.AddMilliseconds(100 - i));
        Assert.Equal(Start.AddMilliseconds(100), _journals.Find("last").Header.Started);
    }

    [Fact]
    public void Runs_are_found_by_the_beginning_of_their_id_and_the_last_by_its_name()
    {
        Assert.Contains("no run yet", Assert.Throws<KeyNotFoundException>(() => _journals.Find("last")).Message);
        var first = Record("tag", Start.AddDays(-1));
        var second = Record("apply");
        var third = Record("undo", Start.AddDays(1), undoes: first);
        Assert.Equal([first, second, third], _journals.List().Select(run => run.Id));
        Assert.Equal(second, _journals.Find(second).Id);
        Assert.Equal(first, _journals.Find("20261124").Id);
        // An undo that was killed is finished by asking for the same again.
        Assert.Equal(second, _journals.Find("last").Id);
        Assert.Contains(first, Assert.Throws<KeyNotFoundException>(() => _journals.Find("2026")).Message);
        Assert.Contains("genrequeue runs", Assert.Throws<KeyNotFoundException>(() => _journals.Find("x")).Message);
    }

    [Fact]
    public void A_run_is_undone_until_its_undo_is_undone()
    {
        var run = Record("tag");
        var undo = Record("undo", Start.AddHours(1), undoes: run);
        Assert.Equal([undo, null], _journals.List().Select(r => r.UndoneBy));
        var redo = Record("undo", Start.AddHours(2), undoes: undo);
        Assert.Equal([null, redo, null], _journals.List().Select(r => r.UndoneBy));
    }

    private RunJournal Create(string command, DateTimeOffset? start = null, string? undoes = null) => RunJournal.Create(
        _folder.Path, new RunHeader(command, "/music", start ?? Start, "1.0", null, new Dictionary<string, string> { ["mode"] = "fill" }, undoes));

    private string Record(string command, DateTimeOffset? start = null, string? undoes = null)
    {
        using var journal = Create(command, start, undoes);
        journal.After(new AfterEntry(journal.Before("/music/a.flac", default, Reading, ["House"]), FileOutcome.Written, null, null, default(FileStamp)));
        return journal.Id;
    }
}
