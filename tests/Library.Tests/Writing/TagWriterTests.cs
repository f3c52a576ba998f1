using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Library.Files;
using GenreQueue.Library.Interop;
using GenreQueue.Library.Journal;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Writing;

namespace GenreQueue.Library.Tests.Writing;

public sealed class TagWriterTests : IDisposable
{
    private readonly WritingFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("a song.wv")]
    [InlineData("line\nbreak 'and \"quotes\".wv")]
    [InlineData("nfd e\u0301 音楽 🎵.wv")]
    [InlineData(".hidden")]
    public async Task A_file_gets_its_genre_and_the_journal_knows_what_it_had(string name)
    {
        var song = _fixture.Song(name);
        var before = FileStamp.Of(song);
        var outcome = await _fixture.WriteAsync(song);
        Assert.Equal((FileOutcome.Written, null, null), (outcome.Outcome, outcome.Code, outcome.Message));
        Assert.Equal(FileStamp.Of(song), outcome.Stamp);
        Assert.NotEqual(before, outcome.Stamp);
        Assert.Equal(["House"], WritingFixture.Genres(song));
        _fixture.AssertNoTemporaryFiles();

        var run = Assert.Single(_fixture.Journals.List());
        Assert.NotNull(run.End);
        var file = Assert.Single(_fixture.Journals.Files(run));
        Assert.Equal((song, before, outcome.Stamp), (file.Path, file.Before.Stamp, file.After!.Stamp));
        Assert.Equal("Rock"u8, Assert.Single(file.Before.Snapshot.Fields).Value[^4..]);
    }

    [Fact]
    public async Task Names_as_long_as_they_can_be_are_written()
    {
        var song = _fixture.Song(new string('音', 85));
        Assert.Equal(FileOutcome.Written, (await _fixture.WriteAsync(song)).Outcome);
        _fixture.AssertNoTemporaryFiles();
    }

    [Fact]
    public async Task A_link_stays_and_the_file_that_it_names_is_written()
    {
        Directory.CreateDirectory(Path.Combine(_fixture.Music, "real"));
        var song = _fixture.Song("real/song.wv");
        Directory.CreateSymbolicLink(Path.Combine(_fixture.Music, "linked folder"), "real");
        File.CreateSymbolicLink(Path.Combine(_fixture.Music, "real", "up.wv"), "../real/song.wv");
        var link = Path.Combine(_fixture.Music, "linked folder", "up.wv");
        Assert.Equal(FileOutcome.Written, (await _fixture.WriteAsync(link)).Outcome);
        Assert.Equal("../real/song.wv", new FileInfo(link).LinkTarget);
        Assert.Null(new FileInfo(song).LinkTarget);
        Assert.Equal(["House"], WritingFixture.Genres(song));
    }

    [Fact]
    public async Task A_file_with_several_names_is_skipped_unless_that_is_allowed()
    {
        var song = _fixture.Song("song.wv");
        Assert.Equal(1, FileFacts.Of(song).Links);
        HardLink.Create(Path.Combine(_fixture.Music, "other.wv"), song);
        Assert.Equal(2, FileFacts.Of(song).Links);
        var outcome = await _fixture.WriteAsync(song);
        Assert.Equal((FileOutcome.Skipped, PlanReasons.HardLinked), (outcome.Outcome, outcome.Code));
        Assert.Equal(["Rock"], WritingFixture.Genres(song));

        Assert.Equal(FileOutcome.Written, (await _fixture.WriteAsync(song, options: new WriteOptions { AllowHardLinks = true })).Outcome);
        Assert.Equal(["House"], WritingFixture.Genres(song));
        Assert.Equal(["Rock"], WritingFixture.Genres(Path.Combine(_fixture.Music, "other.wv")));
    }

    [Fact]
    public async Task A_file_that_is_not_as_expected_is_left_alone()
    {
        var song = _fixture.Song("song.wv");
        var content = await File.ReadAllBytesAsync(song, TestContext.Current.CancellationToken);
        foreach (var outcome in new[]
        {
            await _fixture.WriteAsync(song, stamp: FileStamp.Of(song) with { ModifiedNs = 1 }),
            await _fixture.WriteAsync(song, expected: "Jazz"),
        })
        {
            Assert.Equal((FileOutcome.Skipped, WriteErrors.FileChanged), (outcome.Outcome, outcome.Code));
        }
        var same = await _fixture.WriteAsync(song, genre: "Rock", stamp: default(FileStamp));
        Assert.Equal((FileOutcome.Skipped, PlanReasons.SameGenre), (same.Outcome, same.Code));
        Assert.Equal(content, await File.ReadAllBytesAsync(song, TestContext.Current.CancellationToken));
        Assert.Empty(_fixture.Journals.List());
    }

    [Fact]
    public async Task What_somebody_else_does_meanwhile_is_not_overwritten()
    {
        var song = _fixture.Song("song.wv");
        var changed = await _fixture.WriteAsync(song, options: Meanwhile(() => File.AppendAllText(song, "x")));
        Assert.Equal((FileOutcome.Skipped, WriteErrors.FileChanged), (changed.Outcome, changed.Code));
        Assert.EndsWith("x", await File.ReadAllTextAsync(song, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var gone = _fixture.Song("gone.wv");
        var vanished = await _fixture.WriteAsync(gone, options: Meanwhile(() => File.Delete(gone)));
        Assert.Equal((FileOutcome.Failed, WriteErrors.FileVanished), (vanished.Outcome, vanished.Code));
        Assert.False(File.Exists(gone));
        _fixture.AssertNoTemporaryFiles();
        Assert.Equal([WriteErrors.FileChanged, WriteErrors.FileVanished], _fixture.Journals.List().SelectMany(_fixture.Journals.Files).Select(file => file.After!.Code).Order());
    }

    [Fact]
    public async Task A_copy_that_decodes_to_other_audio_does_not_replace_the_file()
    {
        var song = _fixture.Song("song.wv");
        var differs = await _fixture.WriteAsync(song, options: new WriteOptions { DecodeHash = Task.FromResult });
        Assert.Equal((FileOutcome.Failed, WriteErrors.VerifyFailed), (differs.Outcome, differs.Code));
        var broken = await _fixture.WriteAsync(song, options: new WriteOptions { DecodeHash = _ => throw new NotSupportedException("Broken.") });
        Assert.Equal((FileOutcome.Failed, ErrorCodes.InternalError, "NotSupportedException: Broken."), (broken.Outcome, broken.Code, broken.Message));
        Assert.Equal(["Rock"], WritingFixture.Genres(song));
        _fixture.AssertNoTemporaryFiles();
        Assert.Equal(FileOutcome.Written, (await _fixture.WriteAsync(song, options: new WriteOptions { DecodeHash = _ => Task.FromResult("same") })).Outcome);
    }

    [Fact]
    public async Task Files_that_cannot_be_written_have_codes_and_leave_no_journal()
    {
        var readOnly = _fixture.Song("read-only.wv");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(readOnly, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var text = Path.Combine(_fixture.Music, "text.txt");
        await File.WriteAllTextAsync(text, "text", TestContext.Current.CancellationToken);
        Assert.Equal(WriteErrors.FileVanished, (await _fixture.WriteAsync(Path.Combine(_fixture.Music, "missing.wv"))).Code);
        Assert.Equal(WriteErrors.FileVanished, (await _fixture.WriteAsync(Path.Combine(readOnly, "below a file.wv"))).Code);
        Assert.Equal(TagErrors.Unsupported, (await _fixture.WriteAsync(text)).Code);
        Assert.Equal(WriteErrors.WriteFailed, (await _fixture.WriteAsync(_fixture.Music)).Code);
        var loop = Path.Combine(_fixture.Music, "loop.wv");
        File.CreateSymbolicLink(loop, "loop.wv");
        Assert.Equal(WriteErrors.WriteFailed, (await _fixture.WriteAsync(loop, stamp: default(FileStamp))).Code);
        Assert.Equal(WriteErrors.ReadOnly, (await _fixture.WriteAsync(readOnly)).Code);
        Assert.Empty(_fixture.Journals.List());
        Assert.Equal(["Rock"], WritingFixture.Genres(readOnly));
    }

    [Theory]
    [InlineData(ModifiedTime.Keep)]
    [InlineData(ModifiedTime.Update)]
    public async Task What_belongs_to_the_file_besides_its_content_is_kept(ModifiedTime modified)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Attributes and owners are read as Linux has them.");
        // ACL: the owner and user 1000 may read and write, the group and others may read.
        byte[] acl = [2, 0, 0, 0, .. Entry(1, 6), .. Entry(2, 6, 1000), .. Entry(4, 4), .. Entry(16, 6), .. Entry(32, 4)];
        var song = _fixture.Song("song.wv");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(song, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.UserExecute);
        if (Environment.IsPrivilegedProcess) Assert.Equal(0, LibC.ChangeOwner(song, 1234, 4321));
        Set(song, "user.rating", "★★★"u8);
        Set(song, "user.empty", []);
        Set(song, "system.posix_acl_access", acl);
        Assert.Equal(0, LibC.SetTimes(0, song, [new TimeSpec(1_000_000_000, 123_456_789), new TimeSpec(-5, 987_654_321)], 0));
        var before = FileStatus.Of(song);
        var mode = new FileInfo(song).UnixFileMode;
        var started = DateTime.UtcNow;

        Assert.Equal(FileOutcome.Written, (await _fixture.WriteAsync(song, options: new WriteOptions { ModifiedTime = modified })).Outcome);

        var after = FileStatus.Of(song);
        Assert.NotEqual(before.Inode, after.Inode);
        Assert.Equal((before.User, before.Group, mode), (after.User, after.Group, new FileInfo(song).UnixFileMode));
        Assert.Equal(before.AccessedNs, after.AccessedNs);
        if (modified == ModifiedTime.Keep) Assert.Equal((-5_000_000_000 + 987_654_321, before.ModifiedNs), (after.ModifiedNs, after.ModifiedNs));
        else Assert.InRange(File.GetLastWriteTimeUtc(song), started, DateTime.UtcNow);
        Assert.Equal("★★★"u8, Get(song, "user.rating"));
        Assert.Equal([], Get(song, "user.empty"));
        Assert.Equal(acl, Get(song, "system.posix_acl_access"));
        Assert.Equal(["House"], WritingFixture.Genres(song));
    }

    /// <summary>Options whose check of the audio does something else.</summary>
    private static WriteOptions Meanwhile(Action action) => new()
    {
        DecodeHash = _ =>
        {
            action();
            return Task.FromResult("same");
        },
    };

    private static byte[] Entry(short tag, short permissions, int id = -1) =>
        [.. BitConverter.GetBytes(tag), .. BitConverter.GetBytes(permissions), .. BitConverter.GetBytes(id)];

    private static void Set(string path, string name, ReadOnlySpan<byte> value) =>
        Assert.SkipUnless(LibC.SetAttribute(path, name, value, (nuint)value.Length, 0) == 0, $"The temporary folder's file system does not have {name}.");

    private static byte[] Get(string path, string name)
    {
        var value = new byte[1_000];
        return value[..(int)LibC.GetAttribute(path, name, value, 1_000)];
    }
}
