using GenreQueue.Library.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Ape;

public sealed class ApeFormatTests
{
    private static readonly byte[] Title = ApeBytes.Text("TITLE", "Ein Lied");
    private static readonly byte[] Cover = ApeBytes.Item("Cover Art (Front)", [.. "front.jpg\0"u8, .. new byte[100_000]], 2);
    private static readonly byte[] Link = ApeBytes.Text("File", "http://example.org/a", 4 | 1);
    private static readonly Provenance Mine = new("gtzan", "3", 0.8712, ["Rock", "Pop"]);

    private static readonly Dictionary<string, byte[]> Contents = new()
    {
        ["none"] = ApeBytes.Audio,
        ["usual"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(Title, ApeBytes.Text("Genre", "Jazz"), Cover, Link)],
        ["no genre"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(Title, Cover)],
        ["no header"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(2000, false, false, Title, ApeBytes.Text("GENRE", "Jazz", 1))],
        ["header without flag"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(2000, true, false, ApeBytes.Text("genre", "Jazz"), Title)],
        ["flag without header"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(2000, false, true, ApeBytes.Text("genre", "Jazz"), Title)],
        ["version 1"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(1000, false, false, Title, ApeBytes.Text("Genre", "Jazz"))],
        ["in front"] = [.. ApeBytes.Tag(Title, ApeBytes.Text("Genre", "Jazz")), .. ApeBytes.Audio],
        ["two tags"] = [.. ApeBytes.Tag(ApeBytes.Text("Genre", "Jazz")), .. ApeBytes.Audio, .. ApeBytes.Tag(Title, ApeBytes.Text("Genre", "Jazz"))],
        ["two genres"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("Genre", "Jazz\0jazz"), Title, ApeBytes.Text("GENRE", "Jazz"))],
        ["binary genre"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("Genre", "Jazz"), Title, ApeBytes.Item("GENRE", [1, 2, 0xFF], 2))],
        ["own"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("GENREQUEUE_MODEL", "a 1"), Title, ApeBytes.Text("Genre", "Jazz"), ApeBytes.Text("GENREQUEUE_GENRES", "x"))],
        ["rest"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(2000, true, true, [.. ApeBytes.Text("Genre", "Jazz"), .. new byte[7]])],
        ["lyrics"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("Genre", "Jazz")), .. ApeBytes.Lyrics3v2],
        ["ID3v1"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("Genre", "Jazz")), .. ApeBytes.Id3v1(8)],
        ["ID3v1 and lyrics"] = [.. ApeBytes.Audio, .. ApeBytes.Tag(Cover, ApeBytes.Text("Genre", "Jazz")), .. ApeBytes.Lyrics3v2, .. ApeBytes.Id3v1(8)],
        ["old lyrics"] = [.. ApeBytes.Audio, .. ApeBytes.Lyrics3v1, .. ApeBytes.Tag(ApeBytes.Text("Genre", "Jazz"))],
    };

    public static TheoryData<string> Layouts => [.. Contents.Keys];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Genres_are_written_wherever_the_tag_is_and_restored_to_the_byte(string name)
    {
        var content = Contents[name];
        using var file = new ScratchFile(content);
        var before = file.Read();
        Assert.Equal(name is "none" or "no genre" ? [] : ["Jazz"], before.Genres);

        file.Write(new GenreWrite(["Música", "Rock"], Mine));

        var after = file.Read();
        Assert.Equal(name == "version 1" ? ["Música; Rock"] : ["Música", "Rock"], after.Genres);
        Assert.Equivalent(Mine, after.Provenance, strict: true);
        file.Write("Rock");
        Assert.Equal(["Rock"], file.Read().Genres);
        Assert.Null(file.Read().Provenance);
        file.Restore(before.Snapshot);
        Assert.Equal(content, file.Content);
    }

    [Fact]
    public void A_file_with_ID3v2_alone_gets_no_APE_tag()
    {
        byte[] content = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 32, .. "TIT2"u8, 0, 0, 0, 2, 0, 0, 3, (byte)'a', .. new byte[20], .. "TTA1"u8, .. ApeBytes.Audio];
        using var file = new ScratchFile(content);
        var before = file.Read();

        file.Write("Rock");

        Assert.Equal(["id3v2.4"], file.Read().Snapshot.Containers);
        Assert.Equal(["Rock"], file.Read().Genres);
        file.Restore(before.Snapshot);
        Assert.Equal(content, file.Content);
    }

    [Fact]
    public void A_file_with_ID3v1_alone_gets_an_APE_tag_if_the_genre_has_no_number()
    {
        byte[] content = [.. ApeBytes.Audio, .. ApeBytes.Id3v1(8)];
        using var file = new ScratchFile(content);
        var before = file.Read();
        Assert.Equal(["Jazz"], before.Genres);

        file.Write("Rock");
        Assert.Equal([.. ApeBytes.Audio, .. ApeBytes.Id3v1(17)], file.Content);

        file.Write("Rock", "Pop");
        Assert.Equal([.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("Genre", "Rock\0Pop")), .. ApeBytes.Id3v1(17)], file.Content);
        file.Restore(before.Snapshot);
        Assert.Equal(content, file.Content);
    }

    [Fact]
    public void Removing_the_genre_keeps_the_tag()
    {
        using var file = new ScratchFile([.. ApeBytes.Audio, .. ApeBytes.Tag(Title, ApeBytes.Text("Genre", "Jazz"))]);

        file.Write([]);

        Assert.Equal([.. ApeBytes.Audio, .. ApeBytes.Tag(Title)], file.Content);
    }

    [Fact]
    public void A_genre_keeps_its_spelling_and_flag_and_its_place()
    {
        using var file = new ScratchFile([.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("gENRE", "Jazz", 1), Title, ApeBytes.Text("Genre", "Pop"))]);

        file.Write("Rock", "Folk");

        Assert.Equal([.. ApeBytes.Audio, .. ApeBytes.Tag(ApeBytes.Text("gENRE", "Rock\0Folk", 1), Title)], file.Content);
    }

    [Fact]
    public void Damaged_tags_are_refused_and_never_crash()
    {
        byte[] whole = [.. ApeBytes.Audio[..200], .. ApeBytes.Tag(Title, ApeBytes.Text("Genre", "Jazz"), Link), .. ApeBytes.Lyrics3v2];
        var random = new Random(8);
        for (var round = 0; round < 300; round++)
        {
            var content = whole[..random.Next(whole.Length - 150, whole.Length + 1)];
            for (var change = random.Next(4); change > 0; change--) content[random.Next(content.Length)] = (byte)random.Next(256);
            using var file = new ScratchFile(content);
            try
            {
                var before = file.Read();
                file.Write("Rock");
                Assert.Equal(["Rock"], file.Read().Genres);
                file.Restore(before.Snapshot);
                Assert.Equal(before.Genres, file.Read().Genres);
            }
            catch (TagException)
            {
                // As it should.
            }
        }
    }
}
