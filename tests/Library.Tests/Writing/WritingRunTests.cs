using GenreQueue.Library.Files;
using GenreQueue.Library.Genres;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Writing;

namespace GenreQueue.Library.Tests.Writing;

public sealed class WritingRunTests : IDisposable
{
    private readonly WritingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Only_one_run_writes_at_a_time()
    {
        using (WritingRun.Start(_fixture.State, WritingFixture.Header))
        {
            var error = Assert.Throws<IOException>(() => WritingRun.Start(_fixture.State, WritingFixture.Header));
            Assert.Contains($"process {Environment.ProcessId}", error.Message);
        }
        WritingRun.Start(_fixture.State, WritingFixture.Header).Dispose();
    }

    [Fact]
    public async Task What_a_killed_run_left_is_completed_by_the_next()
    {
        string[] songs = [_fixture.Song("untouched.wv"), _fixture.Song("written.wv"), _fixture.Song("edited.wv"), _fixture.Song("gone.wv")];
        string killed;
        // Announces all files and ends without their outcomes, as a killed run does.
        using (var run = WritingRun.Start(_fixture.State, WritingFixture.Header))
        {
            killed = run.Journal.Id;
            foreach (var song in songs)
            {
                using var file = File.OpenRead(song);
                run.Journal.Before(song, FileStamp.Of(song), GenreTags.Read(file), ["House"]);
                await File.WriteAllTextAsync(TemporaryFiles.For(song, killed), "half", TestContext.Current.CancellationToken);
            }
        }
        _fixture.Song("written.wv", "House");
        _fixture.Song("edited.wv", "Polka");
        File.Delete(songs[3]);

        using (var next = WritingRun.Start(_fixture.State, WritingFixture.Header)) Assert.Equal([killed], next.Completed.Select(run => run.Id));
        _fixture.AssertNoTemporaryFiles();
        var record = Assert.Single(_fixture.Journals.List());
        Assert.Equal((killed, 4, 1, 0, true), (record.Id, record.Files, record.Written, record.Open, record.End!.Interrupted));
        Assert.Equal(
            [(FileOutcome.Failed, WriteErrors.Interrupted), (FileOutcome.Written, null), (FileOutcome.Skipped, WriteErrors.FileChanged), (FileOutcome.Failed, WriteErrors.FileVanished)],
            _fixture.Journals.Files(record).Select(file => (file.After!.Outcome, file.After.Code)));
        Assert.Equal(FileStamp.Of(songs[1]), _fixture.Journals.Files(record).ElementAt(1).After!.Stamp);
        using (var third = WritingRun.Start(_fixture.State, WritingFixture.Header)) Assert.Empty(third.Completed);
    }

    [Fact]
    public void What_a_killed_run_left_on_a_disk_that_is_away_is_completed_when_it_is_back()
    {
        Directory.CreateDirectory(Path.Combine(_fixture.Music, "album"));
        var song = _fixture.Song("album/song.wv");
        using (var run = WritingRun.Start(_fixture.State, WritingFixture.Header))
        {
            using var file = File.OpenRead(song);
            run.Journal.Before(song, FileStamp.Of(song), GenreTags.Read(file), ["House"]);
            File.WriteAllText(TemporaryFiles.For(song, run.Journal.Id), "half");
        }
        _fixture.Song("album/song.wv", "House");
        Directory.Move(_fixture.Music, _fixture.Music + "-away");
        using (var next = WritingRun.Start(_fixture.State, WritingFixture.Header)) Assert.Empty(next.Completed);
        Directory.Move(_fixture.Music + "-away", _fixture.Music);
        using (var next = WritingRun.Start(_fixture.State, WritingFixture.Header)) Assert.Single(next.Completed);
        Assert.Equal(1, Assert.Single(_fixture.Journals.List()).Written);
        _fixture.AssertNoTemporaryFiles();
    }

    [Fact]
    public async Task A_full_or_read_only_disk_is_an_error_of_the_file_and_a_journal_that_cannot_be_written_ends_the_run()
    {
        var song = _fixture.Song("song.wv");
        var outcomes = new Dictionary<string, WriteOutcome>();
        Exception? journal = null;
        await SmallDisk.RunAsync(_fixture.Music, kilobytes: 64, disk =>
        {
            _fixture.Song("song.wv");
            File.WriteAllBytes(Path.Combine(_fixture.Music, "ballast"), new byte[50_000]);
            outcomes["full"] = _fixture.WriteAsync(song).GetAwaiter().GetResult();
            _fixture.AssertNoTemporaryFiles();
            disk.MakeReadOnly();
            outcomes["read-only"] = _fixture.WriteAsync(song).GetAwaiter().GetResult();
            Assert.Equal(["Rock"], WritingFixture.Genres(song));
        });
        Assert.Equal((FileOutcome.Failed, WriteErrors.NoSpace), (outcomes["full"].Outcome, outcomes["full"].Code));
        Assert.Equal((FileOutcome.Failed, WriteErrors.ReadOnly), (outcomes["read-only"].Outcome, outcomes["read-only"].Code));
        Assert.Contains("mounted read-only", outcomes["read-only"].Message);

        Directory.CreateDirectory(_fixture.State);
        await SmallDisk.RunAsync(_fixture.State, kilobytes: 64, _ =>
        {
            using var run = WritingRun.Start(_fixture.State, WritingFixture.Header);
            File.WriteAllBytes(Path.Combine(_fixture.State, "ballast"), new byte[40_000]);
            using var file = File.OpenRead(song);
            var reading = GenreTags.Read(file);
            journal = Record.Exception(() =>
            {
                for (var i = 0; i < 1_000; i++) run.Journal.Before(song, FileStamp.Of(song), reading, []);
            });
        });
        Assert.Contains("journal", Assert.IsType<IOException>(journal).Message);
        Assert.Equal(["Rock"], WritingFixture.Genres(song));
    }
}
