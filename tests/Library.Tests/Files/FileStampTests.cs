using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Files;

namespace GenreQueue.Library.Tests.Files;

public sealed class FileStampTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("stamp");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reading_keeps_the_stamp_and_every_change_changes_it()
    {
        var file = Make("file");
        var stamp = FileStamp.Of(file);
        Assert.Equal((7, File.GetLastWriteTimeUtc(file)), (stamp.Size, DateTime.UnixEpoch.AddTicks(stamp.ModifiedNs / TimeSpan.NanosecondsPerTick)));
        File.ReadAllText(file);
        Assert.Equal(stamp, FileStamp.Of(file));

        // The same size and time, but the file was replaced.
        File.Move(file, _folder.File("old"));
        File.Copy(_folder.File("old"), file);
        Assert.Equal((stamp.Size, stamp.ModifiedNs), (FileStamp.Of(file).Size, FileStamp.Of(file).ModifiedNs));
        Assert.NotEqual(stamp, FileStamp.Of(file));

        File.AppendAllText(file, "x");
        Assert.Equal(8, FileStamp.Of(file).Size);
    }

    [Fact]
    public void Links_count_and_are_followed()
    {
        var file = Make("file");
        File.CreateSymbolicLink(_folder.File("link"), "file");
        Assert.Equal(FileFacts.Of(file), FileFacts.Of(_folder.File("link")));
        Assert.Equal((1, true), (FileFacts.Of(file).Links, FileFacts.Of(file).IsFile));
        HardLink.Create(_folder.File("other"), file);
        Assert.Equal(2, FileFacts.Of(file).Links);
        Assert.False(FileFacts.Of(_folder.Path).IsFile);
        Assert.False(FileFacts.Of("/dev/null").IsFile);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        File.CreateSymbolicLink(_folder.File("nowhere"), "nothing");
        foreach (var name in new[] { "missing", "nowhere", "missing/below" }) Assert.Throws<FileNotFoundException>(() => FileStamp.Of(_folder.File(name)));
        File.CreateSymbolicLink(_folder.File("loop"), "loop");
        Assert.Throws<IOException>(() => FileStamp.Of(_folder.File("loop")));
    }

    private string Make(string name)
    {
        File.WriteAllText(_folder.File(name), "content");
        return _folder.File(name);
    }
}
