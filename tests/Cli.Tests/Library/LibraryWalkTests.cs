using GenreQueue.Cli.Library;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Tests.Library;

public sealed class LibraryWalkTests : IDisposable
{
    private readonly MusicFolder _music = new();

    public LibraryWalkTests()
    {
        foreach (var name in (string[])["a/1.mp3", "a/b/2.mp3", "c/3.mp3", "4.mp3"]) _music.AddContent(name, [1]);
    }

    public void Dispose() => _music.Dispose();

    [Fact]
    public void Paths_are_relative_to_the_folder_if_it_is_the_only_one() => AssertFinds(_music.Root, ["4.mp3", "a/1.mp3", "a/b/2.mp3", "c/3.mp3"], _music.Root);

    [Fact]
    public void Paths_are_relative_to_the_deepest_folder_that_holds_all()
    {
        AssertFinds(_music.Root, ["c/3.mp3", "a/b/2.mp3"], _music.PathOf("c"), _music.PathOf("a/b/2.mp3"));
        AssertFinds(_music.PathOf("a"), ["1.mp3"], _music.PathOf("a/1.mp3"));
        AssertFinds("/", [$"{_music.Root[1..]}/c/3.mp3", "no-such/x.mp3"], _music.PathOf("c"), "/no-such/x.mp3");
    }

    [Fact]
    public void A_file_that_is_named_more_than_once_is_found_once() =>
        AssertFinds(_music.PathOf("a"), ["1.mp3", "b/2.mp3"], _music.PathOf("a/b"), _music.PathOf("a") + "/", _music.PathOf("a/../a/1.mp3"));

    [Fact]
    public void A_link_leads_inside_if_its_file_is_found_under_its_own_name()
    {
        File.CreateSymbolicLink(_music.PathOf("inside.mp3"), "a/1.mp3");
        File.CreateSymbolicLink(_music.PathOf("a/outside.mp3"), "/no-such.mp3");
        var walk = new LibraryWalk([_music.Root], LinkPolicy.Follow);
        Assert.True(walk.LeadsInside(_music.PathOf("inside.mp3")));
        Assert.False(walk.LeadsInside(_music.PathOf("a/outside.mp3")));
        Assert.False(walk.LeadsInside(_music.PathOf("a/1.mp3")));
        Assert.False(new LibraryWalk([_music.PathOf("inside.mp3")], LinkPolicy.Follow).LeadsInside(_music.PathOf("inside.mp3")));
    }

    private static void AssertFinds(string root, string[] relative, params string[] paths)
    {
        var walk = new LibraryWalk(paths, LinkPolicy.Follow);
        Assert.Equal(root, walk.Root);
        Assert.Equal(relative, walk.Files().Select(file => file.RelativePath));
        Assert.Equal(relative.Select(path => Path.Combine(root, path)), walk.Files().Select(file => file.Path));
    }
}
