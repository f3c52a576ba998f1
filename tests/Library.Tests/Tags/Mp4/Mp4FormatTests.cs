using System.Text;
using GenreQueue.Library.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Mp4;

public sealed class Mp4FormatTests
{
    private const int Undetermined = 0x55C4;
    private static readonly byte[] Jazz = Mp4Bytes.Item("©gen", "Jazz");
    private static readonly Provenance Mine = new("gtzan", "3", 0.8712, ["Rock", "Pop"]);

    private static readonly Dictionary<string, (byte[] Content, string Genres)> Files = new()
    {
        ["no tags, movie first"] = (Mp4Bytes.MovieFirst(), ""),
        ["no tags, movie last"] = (Mp4Bytes.MovieLast(), ""),
        ["usual"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Mp4Bytes.Name, Jazz, Mp4Bytes.Cover, Mp4Bytes.Foreign)), "Jazz"),
        ["usual, movie last"] = (Mp4Bytes.MovieLast(Mp4Bytes.Tags(Mp4Bytes.Name, Jazz, Mp4Bytes.Cover)), "Jazz"),
        ["no genre"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Mp4Bytes.Name, Mp4Bytes.Foreign)), ""),
        ["several values"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Mp4Bytes.Item("©gen", "Jazz", "Big Band", "jazz"), Mp4Bytes.Name)), "Jazz|Big Band"),
        ["several items"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Jazz, Mp4Bytes.Name, Mp4Bytes.Item("©gen", "Big Band"))), "Jazz|Big Band"),
        ["number"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Mp4Bytes.Name, Mp4Bytes.Numbered(18), Mp4Bytes.Cover)), "Rock"),
        ["number zero"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Mp4Bytes.Numbered(0))), ""),
        ["number and text"] = (Mp4Bytes.MovieLast(Mp4Bytes.Tags(Mp4Bytes.Numbered(18), Mp4Bytes.Name, Jazz)), "Rock|Jazz"),
        ["UTF-16"] = (Mp4Bytes.MovieLast(Mp4Bytes.Tags(Mp4Bytes.Box("©gen", Mp4Bytes.Data(2, Encoding.BigEndianUnicode.GetBytes("Jazz"))))), "Jazz"),
        ["no value"] = (Mp4Bytes.MovieLast(Mp4Bytes.Tags(Mp4Bytes.Box("©gen"), Mp4Bytes.Name)), ""),
        ["padding after the list"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Meta(Mp4Bytes.Items(Jazz), Mp4Bytes.Free(2_000)))), "Jazz"),
        ["padding too small"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Meta(Mp4Bytes.Items(Jazz), Mp4Bytes.Free(8)))), "Jazz"),
        ["padding before the list"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Meta(Mp4Bytes.Free(60), Mp4Bytes.Items(Jazz)))), "Jazz"),
        ["padding after meta"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Meta(Mp4Bytes.Items(Jazz)), Mp4Bytes.Free(500))), "Jazz"),
        ["padding in the movie"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Free(300), Mp4Bytes.Tags(Jazz)), "Jazz"),
        ["padding after the movie"] = (Mp4Bytes.First(Mp4Bytes.Free(200), Mp4Bytes.Tags(Jazz)), "Jazz"),
        ["padding at the end"] = ([.. Mp4Bytes.MovieLast(Mp4Bytes.Tags(Jazz)), .. Mp4Bytes.Free(30)], "Jazz"),
        ["free with content"] = (Mp4Bytes.First(Mp4Bytes.Box("free", "made by somebody"u8.ToArray()), Mp4Bytes.Tags(Jazz), Mp4Bytes.Box("skip", [1, 2, 3])), "Jazz"),
        ["unknown boxes"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("uuid", new byte[30]), Mp4Bytes.Box("udta", Mp4Bytes.Box("chpl", new byte[50]), Mp4Bytes.Meta(Mp4Bytes.Box("xtra", new byte[9]), Mp4Bytes.Items(Mp4Bytes.Box("abcd", [9]), Jazz, Mp4Bytes.Box("\0\0\0\u0005", [9]))), Mp4Bytes.Box("Xtra", [7]))), "Jazz"),
        ["user data that ends with zero"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Meta(Mp4Bytes.Items(Jazz)), [0, 0, 0, 0])), "Jazz"),
        ["empty user data"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta")), ""),
        ["meta without handler"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Box("meta", new byte[4]))), ""),
        ["plain meta"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Box("meta", Mp4Bytes.Handler, Mp4Bytes.Items(Jazz)))), "Jazz"),
        ["foreign meta"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Box("meta", new byte[4], Mp4Bytes.Box("hdlr", [.. new byte[8], .. "ID32"u8, .. new byte[13]])))), ""),
        ["two user data"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Mp4Bytes.Name, Jazz), Mp4Bytes.Tags(Mp4Bytes.Item("©gen", "Swing"))), "Jazz|Swing"),
        ["two meta"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Meta(Mp4Bytes.Items(Mp4Bytes.Name)), Mp4Bytes.Meta(Mp4Bytes.Items(Jazz)))), "Jazz"),
        ["QuickTime text"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.UserText("©gen", Undetermined, "Jazz; Köln"u8.ToArray()))), "Jazz|Köln"),
        ["QuickTime text of a Macintosh"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.UserText("©nam", 0, [65]), Mp4Bytes.UserText("©gen", 0, [.. "K"u8, 0x9A, .. "ln"u8]))), "Köln"),
        ["QuickTime text and items"] = (Mp4Bytes.MovieLast(Mp4Bytes.Box("udta", Mp4Bytes.UserText("©gen", 0, "Jazz"u8.ToArray()), Mp4Bytes.Meta(Mp4Bytes.Items(Mp4Bytes.Item("©gen", "Swing"))))), "Jazz|Swing"),
        ["3GPP"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Box("udta", Mp4Bytes.Box("gnre", [0, 0, 0, 0, 0x55, 0xC4, .. "Jazz"u8, 0]))), "Jazz"),
        ["keys"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Keyed(Mp4Bytes.Item("\0\0\0\u0001", "Ein Lied"), Mp4Bytes.Item("\0\0\0\u0002", "Jazz"))), "Jazz"),
        ["keys without genre"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Keyed(Mp4Bytes.Item("\0\0\0\u0001", "Ein Lied"))), ""),
        ["own fields"] = (Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Mp4Bytes.Own("MODEL", "a 1"), Jazz, Mp4Bytes.Own("OTHER", "x"), Mp4Bytes.Own("GENRES", "Jazz"))), "Jazz"),
        ["wide boxes"] = ([.. Mp4Bytes.FileType, .. Mp4Bytes.Mdat, .. Mp4Bytes.WideBox("moov", Mp4Bytes.Track(Mp4Bytes.FileType.Length + 8, false), Mp4Bytes.WideBox("udta", Mp4Bytes.WideBox("meta", new byte[4], Mp4Bytes.WideBox("ilst", Mp4Bytes.WideBox("©gen", Mp4Bytes.Data(1, "Jazz"u8.ToArray()))))))], "Jazz"),
        ["fragments"] = (Mp4Bytes.Fragmented(Mp4Bytes.Tags(Jazz)), "Jazz"),
        ["bytes behind the last box"] = ([.. Mp4Bytes.MovieLast(Mp4Bytes.Tags(Jazz)), .. "TAGsomething"u8], "Jazz"),
        ["audio to the end of the file"] = (ToTheEnd(Mp4Bytes.MovieFirst(Mp4Bytes.Tags(Jazz))), "Jazz"),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Genres_are_read(string name)
    {
        using var file = new ScratchFile(Files[name].Content);
        var reading = file.Read();
        Assert.Equal(Files[name].Genres, string.Join('|', reading.Genres));
        Assert.Null(reading.Provenance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Genres_are_written_and_put_back_and_the_positions_still_name_the_same_audio(string name)
    {
        foreach (var genres in (string[][])[["Rock"], ["Rock", "Électronique 電子"], [], ["R"], [new string('x', 3_000)]])
        {
            using var file = new ScratchFile(Files[name].Content);
            var chunks = Mp4Bytes.ChunksOf(file.Content);
            var before = Readings.Describe(file.Read());

            file.Write(new GenreWrite(genres, genres.Length == 2 ? Mine : null));
            Assert.Equal(genres, file.Read().Genres);
            Assert.Equal(genres.Length == 2 ? Mine.Model : null, file.Read().Provenance?.Model);
            Assert.Equal(chunks, Mp4Bytes.ChunksOf(file.Content));

            var again = file.Content;
            file.Write(new GenreWrite(genres, genres.Length == 2 ? Mine : null));
            Assert.Equal(again, file.Content);

            using var original = new ScratchFile(Files[name].Content);
            file.Restore(original.Read().Snapshot);
            Assert.Equal(before, Readings.Describe(file.Read()));
            Assert.Equal(chunks, Mp4Bytes.ChunksOf(file.Content));
        }
    }

    [Theory]
    [InlineData("usual, movie last")]
    [InlineData("no tags, movie last")]
    [InlineData("number and text")]
    [InlineData("padding after the list")]
    [InlineData("padding in the movie")]
    public void A_restored_file_is_the_old_one_when_nothing_had_to_move(string name)
    {
        using var file = new ScratchFile(Files[name].Content);
        var snapshot = file.Read().Snapshot;
        file.Write("Rock", "Pop");
        file.Restore(snapshot);
        Assert.Equal(Files[name].Content, file.Content);
    }

    [Fact]
    public void Padding_is_used_before_anything_moves()
    {
        foreach (var name in new[] { "padding after the list", "padding after meta", "padding in the movie", "padding after the movie" })
        {
            using var file = new ScratchFile(Files[name].Content);
            file.Write("Rock", "A longer name");
            Assert.Equal(Files[name].Content.Length, file.Content.Length);
        }
    }

    [Fact]
    public void The_first_change_that_moves_the_audio_leaves_room_for_the_next()
    {
        using var file = new ScratchFile(Files["usual"].Content);
        file.Write("A longer name");
        var length = file.Content.Length;
        Assert.InRange(length - Files["usual"].Content.Length, 1_024, 1_100);
        file.Write("A longer name", "Another", "And one more");
        Assert.Equal(length, file.Content.Length);
    }

    [Fact]
    public void Provenance_is_written_and_read()
    {
        using var file = new ScratchFile(Files["usual"].Content);
        file.Write(new GenreWrite(Mine.Genres, Mine));
        var read = file.Read().Provenance!;
        Assert.Equal(Mine with { Genres = read.Genres }, read);
        Assert.Equal(Mine.Genres, read.Genres);
        file.Write("Rock");
        Assert.Null(file.Read().Provenance);
    }

    [Theory]
    [InlineData("audio in another file")]
    [InlineData("items outside the tracks")]
    [InlineData("index before the tags")]
    [InlineData("positions near 4 GB")]
    public void What_cannot_be_moved_is_refused(string reason)
    {
        byte[] content = reason switch
        {
            "audio in another file" => Mp4Bytes.MovieFirst(Mp4Bytes.Track(0, false, flags: 0)),
            "items outside the tracks" => Mp4Bytes.MovieFirst(Mp4Bytes.Box("meta", new byte[4], Mp4Bytes.Box("iloc", new byte[8]))),
            "index before the tags" => [.. Mp4Bytes.FileType, .. Mp4Bytes.Box("sidx", new byte[40]), .. Mp4Bytes.Movie(0), .. Mp4Bytes.Mdat],
            _ => Mp4Bytes.MovieFirst(Mp4Bytes.Track(uint.MaxValue - 3_000, false)),
        };
        using var file = new ScratchFile(content);
        Assert.Equal(TagErrors.Unsupported, Assert.Throws<TagException>(() => file.Write("Rock")).Code);
    }

    [Theory]
    [InlineData("QuickTime text")]
    [InlineData("keys")]
    public void A_genre_that_could_not_be_told_apart_in_a_joined_text_is_refused(string name)
    {
        using var file = new ScratchFile(Files[name].Content);
        Assert.Equal(TagErrors.Unsupported, Assert.Throws<TagException>(() => file.Write("R;B")).Code);
    }

    [Fact]
    public void A_file_without_audio_is_reported()
    {
        using var file = new ScratchFile([.. Mp4Bytes.FileType, .. Mp4Bytes.Movie(0, Mp4Bytes.Tags(Jazz))]);
        Assert.Equal(TagErrors.Unreadable, Assert.Throws<TagException>(file.Read).Code);
    }

    [Fact]
    public void Damaged_files_are_reported_and_never_crash()
    {
        var random = new Random(8);
        foreach (var (content, _) in Files.Values)
        {
            for (var round = 0; round < 20; round++)
            {
                var damaged = content.Length > 20_000 ? content[..20_000] : (byte[])content.Clone();
                if (round % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
                for (var change = random.Next(4); change > 0 && damaged.Length > 0; change--) damaged[random.Next(Math.Min(damaged.Length, 1_200))] = (byte)random.Next(256);
                using var file = new ScratchFile(damaged);
                try
                {
                    var snapshot = file.Read().Snapshot;
                    file.Write("Rock", "Pop");
                    file.Restore(snapshot);
                }
                catch (Exception exception) when (exception is TagException or IOException)
                {
                }
            }
        }
    }

    private static byte[] ToTheEnd(byte[] file)
    {
        Mp4Bytes.Number(0).CopyTo(file, file.Length - Mp4Bytes.Mdat.Length);
        return file;
    }
}
