using GenreQueue.Library.Files;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Writing;

namespace GenreQueue.Library.Tests.Writing;

public sealed class UndoTests : IDisposable
{
    private readonly WritingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task An_undo_brings_the_genre_back_and_can_be_undone()
    {
        var song = _fixture.Song("song.wv", "rOCK");
        var content = await File.ReadAllBytesAsync(song, TestContext.Current.CancellationToken);
        await _fixture.WriteAsync(song, expected: "rOCK");
        var run = Assert.Single(_fixture.Journals.List());

        Assert.Null(await UndoAsync(run));
        Assert.Equal(content, await File.ReadAllBytesAsync(song, TestContext.Current.CancellationToken));
        Assert.Equal(WriteErrors.AlreadyUndone, await UndoAsync(run));
        Assert.Equal(2, _fixture.Journals.List().Count);
        _fixture.AssertNoTemporaryFiles();

        var undo = _fixture.Journals.List()[^1];
        Assert.Null(await UndoAsync(undo));
        Assert.Equal(["House"], WritingFixture.Genres(song));
        Assert.Null(await UndoAsync(run));
        Assert.Equal(["rOCK"], WritingFixture.Genres(song));
    }

    [Fact]
    public async Task A_file_that_has_other_genres_than_the_run_wrote_is_left_alone()
    {
        var song = _fixture.Song("song.wv");
        await _fixture.WriteAsync(song);
        var run = Assert.Single(_fixture.Journals.List());
        _fixture.Song("song.wv", "Polka");
        Assert.Equal(WriteErrors.GenreChanged, await UndoAsync(run));
        Assert.Equal(["Polka"], WritingFixture.Genres(song));
        File.Delete(song);
        Assert.Equal(WriteErrors.FileVanished, await UndoAsync(run));
    }

    [Fact]
    public async Task A_file_whose_other_tags_changed_since_is_undone()
    {
        var song = _fixture.Song("song.wv");
        await _fixture.WriteAsync(song);
        File.SetLastWriteTimeUtc(song, DateTime.UnixEpoch);
        Assert.Null(await UndoAsync(Assert.Single(_fixture.Journals.List())));
        Assert.Equal(["Rock"], WritingFixture.Genres(song));
    }

    /// <summary>Undoes the only file of a run and returns the code.</summary>
    private async Task<string?> UndoAsync(RunRecord record)
    {
        var file = Assert.Single(_fixture.Journals.Files(record));
        var planned = TagWriter.CheckRestore(file.Path, file.Before, new WriteOptions())?.Code;
        using var run = WritingRun.Start(_fixture.State, WritingFixture.Header with { Command = "undo", Undoes = record.Id, Started = DateTimeOffset.UtcNow });
        var outcome = await new TagWriter(run.Journal, new WriteOptions()).RestoreAsync(file.Path, file.Before);
        Assert.Equal(planned, outcome.Code);
        Assert.Equal(outcome.Code is null ? FileStamp.Of(file.Path) : null, outcome.Stamp);
        return outcome.Code;
    }
}
