using GenreQueue.Fixtures.Servers;
using GenreQueue.Library.Plans;
using GenreQueue.Library.Report;

namespace GenreQueue.Library.Tests.Report;

public sealed class PlaylistsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("playlists");

    private string Lists => _folder.File("lists");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_playlist_for_each_genre_after_the_run()
    {
        Write([
            Entries.Written("a/1.mp3", "jazz", before: "Rock"), Entries.Skipped("b/é 2.mp3", "Rock", "pop"), Entries.Skipped("3.mp3", "ROCK", "pop"),
            Entries.ForReview("4.mp3", "blues", 0.3), Entries.Failed("5.mp3", "corrupt", "no"),
            Entries.Skipped("link to 3.mp3", "ROCK", "pop") with { Reason = PlanReasons.Linked },
        ]);

        Assert.Equal(["Rock.m3u8", "jazz.m3u8"], Names());
        Assert.Equal(["#EXTM3U", "#GENREQUEUE:..%2Fmusic", "#PLAYLIST:jazz", "../music/a/1.mp3"], File.ReadAllLines(Path.Combine(Lists, "jazz.m3u8")));
        Assert.Equal(["../music/b/é 2.mp3", "../music/3.mp3"], File.ReadAllLines(Path.Combine(Lists, "Rock.m3u8"))[3..]);
    }

    [Fact]
    public void A_playlist_inside_the_library_has_no_comments_for_files()
    {
        var lists = Directory.CreateDirectory(_folder.File("music")).FullName;
        using var playlists = new Playlists(lists, lists);
        foreach (var path in (string[])["#1.mp3", " 2.mp3", "http:/3.mp3", "4#.mp3"]) playlists.Add(Entries.Written(path, "jazz"));
        foreach (var path in (string[])["a\nb.mp3", "c/\r/d.mp3"]) playlists.Add(Entries.Written(path, "jazz"));
        playlists.Complete();

        Assert.Equal(["./#1.mp3", "./ 2.mp3", "./http:/3.mp3", "4#.mp3"], File.ReadAllLines(Path.Combine(lists, "jazz.m3u8"))[3..]);
        Assert.Equal(2, playlists.LeftOut);
    }

    [Theory]
    [InlineData("Hip-Hop/Rap", "Hip-Hop_Rap")]
    [InlineData("../../etc/passwd", "_._.._etc_passwd")]
    [InlineData("..", "_")]
    [InlineData(" Rock . ", "Rock")]
    [InlineData("con", "con_")]
    [InlineData("a\nb\u202Ec\0", "a_b_c_")]
    [InlineData("Café 🎵", "Café 🎵")]
    [InlineData("", "_")]
    public void Names_are_safe(string genre, string name)
    {
        Assert.Equal(name, PlaylistName.Of(genre));
    }

    [Fact]
    public void Long_names_are_cut()
    {
        Write([Entries.Written("1.mp3", new string('é', 300)), Entries.Written("2.mp3", new string('é', 301))]);

        Assert.Equal(2, Names().Length);
    }

    [Fact]
    public void Playlists_of_the_same_library_are_replaced_and_other_files_stay()
    {
        Directory.CreateDirectory(Lists);
        File.WriteAllText(Path.Combine(Lists, "jazz.m3u8"), "#EXTM3U\nmine.mp3\n");
        File.WriteAllText(Path.Combine(Lists, "notes.txt"), "mine");
        Write([Entries.Written("1.mp3", "jazz"), Entries.Written("1.mp3", "pop")]);
        Write([Entries.Written("1.mp3", "blues")], root: "other");

        Write([Entries.Written("2.mp3", "jazz"), Entries.Written("2.mp3", "a/b"), Entries.Written("2.mp3", "a:b")]);

        Assert.Equal(["a_b (2).m3u8", "a_b.m3u8", "blues.m3u8", "jazz (2).m3u8", "jazz.m3u8", "notes.txt"], Names());
        Assert.Equal("#EXTM3U\nmine.mp3\n", File.ReadAllText(Path.Combine(Lists, "jazz.m3u8")));
        Assert.Equal("../music/2.mp3", File.ReadAllLines(Path.Combine(Lists, "jazz (2).m3u8"))[3]);
    }

    [Fact]
    public void Playlists_that_are_not_completed_change_nothing()
    {
        Write([Entries.Written("1.mp3", "jazz")]);
        using (var playlists = new Playlists(Lists, _folder.File("music")))
        {
            for (var n = 0; n < 50_000; n++) playlists.Add(Entries.Written($"a folder with a long name/{n}.mp3", "pop"));
        }

        Assert.Equal(["jazz.m3u8"], Names());
    }

    private void Write(IEnumerable<PlanEntry> entries, string root = "music")
    {
        using var playlists = new Playlists(Lists, _folder.File(root));
        foreach (var entry in entries) playlists.Add(entry);
        playlists.Complete();
    }

    private string[] Names() => [.. Directory.GetFiles(Lists).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
