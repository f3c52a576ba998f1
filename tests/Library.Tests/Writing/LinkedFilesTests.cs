using GenreQueue.Library.Files;
using GenreQueue.Library.Interop;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Writing;

namespace GenreQueue.Library.Tests.Writing;

public sealed class LinkedFilesTests : IDisposable
{
    private readonly WritingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_file_that_is_found_under_two_names_is_written_once()
    {
        var song = _fixture.Song("song.wv");
        var link = Path.Combine(_fixture.Music, "link.wv");
        File.CreateSymbolicLink(link, song);
        var firstIsAtWork = new TaskCompletionSource();
        var options = new WriteOptions
        {
            DecodeHash = async _ =>
            {
                await firstIsAtWork.Task;
                return "";
            },
        };
        using var run = WritingRun.Start(_fixture.State, WritingFixture.Header);
        Assert.EndsWith(".wv", TemporaryFiles.For(song, run.Journal.Id));
        var writer = new TagWriter(run.Journal, options);
        var outcomes = new[] { song, link }.Select(path => writer.WriteAsync(path, FileStamp.Of(path), ["Rock"], new GenreWrite(["House"], null))).ToList();
        firstIsAtWork.SetResult();
        Assert.Equal([(FileOutcome.Written, null), (FileOutcome.Skipped, PlanReasons.SameGenre)], (await Task.WhenAll(outcomes)).Select(outcome => (outcome.Outcome, outcome.Code)));
        _fixture.AssertNoTemporaryFiles();
    }

    [Fact]
    public async Task The_copy_does_not_inherit_the_access_list_of_the_folder()
    {
        const string list = "system.posix_acl_access", defaults = "system.posix_acl_default";
        // Version 2: the owner, user 1234, the group, the mask, and all others.
        byte[] entries =
        [
            2, 0, 0, 0, 1, 0, 7, 0, 255, 255, 255, 255, 2, 0, 7, 0, 210, 4, 0, 0, 4, 0, 5, 0, 255, 255, 255, 255,
            16, 0, 7, 0, 255, 255, 255, 255, 32, 0, 5, 0, 255, 255, 255, 255,
        ];
        var song = _fixture.Song("song.wv");
        var set = OperatingSystem.IsLinux() && LibC.SetAttribute(_fixture.Music, defaults, entries, (nuint)entries.Length, flags: 0) == 0;
        Assert.SkipUnless(set, "The file system has no access lists.");
        File.WriteAllText(Path.Combine(_fixture.Music, "new"), "");
        Assert.True(LibC.GetAttribute(Path.Combine(_fixture.Music, "new"), list, new byte[100], 100) > 0);

        Assert.Equal(FileOutcome.Written, (await _fixture.WriteAsync(song)).Outcome);
        Assert.True(LibC.GetAttribute(song, list, new byte[100], 100) < 0);
    }
}
