using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Libraries;

namespace GenreQueue.Hosting.Tests.Libraries;

public sealed class LibraryRootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("roots");
    private readonly LibraryRoot _music;

    public LibraryRootTests()
    {
        _music = new LibraryRoot("music", Directory.CreateDirectory(_folder.File("music")).FullName);
        Directory.CreateDirectory(_folder.File("music/album"));
        File.WriteAllText(_folder.File("music/album/a.mp3"), "inside");
        Directory.CreateDirectory(_folder.File("music-2"));
        File.WriteAllText(_folder.File("music-2/b.mp3"), "outside");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("album/a.mp3")]
    [InlineData("missing/\n.mp3")]
    public void A_path_below_the_root_is_resolved(string path) => Assert.Equal(Path.Combine(_music.Folder, path), _music.Resolve(path));

    [Theory]
    [InlineData("..")]
    [InlineData("../music-2/b.mp3")]
    [InlineData("album/../../music-2/b.mp3")]
    [InlineData("/etc/passwd")]
    [InlineData("album//a.mp3")]
    [InlineData("./album/a.mp3")]
    [InlineData("album/")]
    [InlineData("a\0.mp3")]
    [InlineData("")]
    public void A_path_with_other_segments_is_refused(string path) =>
        Assert.Equal(ErrorCodes.NotFound, Assert.Throws<AudioException>(() => _music.Resolve(path)).Code);

    [Theory]
    [InlineData("../music-2/b.mp3")]
    [InlineData("album/../../music-2/b.mp3")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData(".")]
    public void A_link_out_of_the_root_is_refused(string target)
    {
        File.CreateSymbolicLink(_folder.File("music/link"), target);
        Assert.Equal(ErrorCodes.OutsideLibrary, Assert.Throws<AudioException>(() => _music.Resolve("link")).Code);
    }

    [Fact]
    public void A_folder_that_links_out_of_the_root_is_refused()
    {
        // The way back by .. leads through the real folder, not through the link.
        Directory.CreateSymbolicLink(_folder.File("music/album/out"), _folder.File("music-2"));
        File.CreateSymbolicLink(_folder.File("music/back"), "album/out/../music/album/a.mp3");
        Assert.Throws<AudioException>(() => _music.Resolve("album/out/b.mp3"));
        Assert.Equal(_folder.File("music/album/a.mp3"), _music.Resolve("back"));
    }

    [Fact]
    public void Links_inside_the_root_and_a_root_that_is_a_link_are_followed()
    {
        File.CreateSymbolicLink(_folder.File("music/link"), "album/a.mp3");
        Directory.CreateSymbolicLink(_folder.File("root"), "music");
        var library = new LibraryRoot("music", _folder.File("root"));
        var real = library.Resolve("link");
        Assert.Equal(_folder.File("music/album/a.mp3"), real);
        Assert.Equal(("link", 6L), (library.Find("link", real)!.Path, library.Find("link", real)!.Size));
    }

    [Fact]
    public void A_circle_of_links_is_no_file()
    {
        File.CreateSymbolicLink(_folder.File("music/one"), "two");
        File.CreateSymbolicLink(_folder.File("music/two"), "one");
        Assert.Equal(ErrorCodes.NotFound, Assert.Throws<AudioException>(() => _music.Resolve("one")).Code);
    }

    [Fact]
    public void A_root_that_is_away_is_a_transient_error() =>
        Assert.Throws<DirectoryNotFoundException>(() => new LibraryRoot("music", _folder.File("unmounted")).Resolve("a.mp3"));
}
