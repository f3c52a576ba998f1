using GenreQueue.Fixtures.Tags;
using GenreQueue.Library.Files;

namespace GenreQueue.Library.Tests.Files;

public sealed class AudioFilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("genrequeue-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_file_given_by_name_is_returned_whatever_its_extension() =>
        Assert.Equal(["missing.txt"], AudioFiles.Find("missing.txt"));

    [Fact]
    public void A_folder_is_listed_in_order_of_name_without_hidden_and_non_audio_files()
    {
        foreach (var name in new[] { "b/2.flac", "b/1.MP3", "a.wav", "no-extension", "cover.JPG", "list.m3u8", ".hidden.mp3", ".git/x.wav", "c/album.cue" }) Touch(name);
        Assert.Equal(["a.wav", "b/1.MP3", "b/2.flac", "no-extension"], Found(_root));
    }

    [Fact]
    public void An_empty_folder_yields_no_files() => Assert.Empty(AudioFiles.Find(_root));

    [Fact]
    public void Links_to_parent_and_sibling_folders_are_followed_once()
    {
        Touch("a/1.wav");
        Touch("b/2.wav");
        Directory.CreateSymbolicLink(Path.Combine(_root, "a", "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(_root, "a", "side"), "../b");
        Directory.CreateSymbolicLink(Path.Combine(_root, "b", "self"), ".");
        Directory.CreateSymbolicLink(Path.Combine(_root, "b", "nowhere"), "nothing");
        Assert.Equal(["a/1.wav", "a/side/2.wav", "a/side/nowhere"], Found(_root));
    }

    [Fact]
    public void Circular_links_terminate()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "x"), "y");
        Directory.CreateSymbolicLink(Path.Combine(_root, "y"), "x");
        Assert.Equal(["x", "y"], Found(_root));
    }

    [Fact]
    public void A_folder_given_as_a_link_keeps_the_given_name()
    {
        Touch("real/1.wav");
        var link = Path.Combine(_root, "link");
        Directory.CreateSymbolicLink(link, "real");
        Assert.Equal([Path.Combine(link, "1.wav")], AudioFiles.Find(link));
    }

    [Fact]
    public void By_folder_the_files_of_a_folder_come_together()
    {
        foreach (var name in new[] { "1.wav", "a/b/1.wav", "a/z.wav", "a/a.wav", "z.wav", "a/.hidden/1.wav" }) Touch(name);
        Assert.Equal(["1.wav", "z.wav", "a/a.wav", "a/z.wav", "a/b/1.wav"], FoundByFolder(LinkPolicy.Follow));
        Assert.Equal(["missing"], AudioFiles.FindByFolder("missing", LinkPolicy.Skip));
    }

    [Fact]
    public void Links_are_followed_or_skipped_by_choice()
    {
        Touch("real/1.wav");
        File.CreateSymbolicLink(Path.Combine(_root, "file"), "real/1.wav");
        File.CreateSymbolicLink(Path.Combine(_root, "nowhere"), "nothing");
        Directory.CreateSymbolicLink(Path.Combine(_root, "real", "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(_root, "a"), "real");
        Assert.Equal(["file", "nowhere", "a/1.wav"], FoundByFolder(LinkPolicy.Follow));
        Assert.Equal(["real/1.wav"], FoundByFolder(LinkPolicy.Skip));
        Assert.Equal([Path.Combine(_root, "a", "1.wav")], AudioFiles.FindByFolder(Path.Combine(_root, "a"), LinkPolicy.Skip));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_name_that_is_not_UTF8_is_found_so_that_it_can_be_reported()
    {
        await Python.RunAsync(Names("open(name, 'w')"), _root);
        Assert.Equal(["\uFFFD.wav"], Found(_root));

        // .NET can neither make nor remove such files.
        await Python.RunAsync(Names("os.remove(name)"), _root);

        static string Names(string action) => $"import os, sys\nfor name in [os.fsencode(sys.argv[1]) + part for part in (b'/\\xff.wav', b'/.\\xff.wav')]: {action}";
    }

    private IEnumerable<string> FoundByFolder(LinkPolicy links) => AudioFiles.FindByFolder(_root, links).Select(file => Path.GetRelativePath(_root, file));

    private IEnumerable<string> Found(string path) => AudioFiles.Find(path).Select(file => Path.GetRelativePath(_root, file));

    private void Touch(string name)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [0]);
    }
}
