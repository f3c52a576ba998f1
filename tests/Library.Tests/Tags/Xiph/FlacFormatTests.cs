using GenreQueue.Library.Tags;
using GenreQueue.Library.Tests.Tags.Ape;
using Xunit;
using static GenreQueue.Library.Tests.Tags.Xiph.FlacBytes;

namespace GenreQueue.Library.Tests.Tags.Xiph;

public sealed class FlacFormatTests
{
    private static readonly (int Type, byte[] Body) Picture = (6, new byte[70_000]);
    private static readonly (int Type, byte[] Body) Application = (2, [.. "testdata"u8]);
    private static readonly (int Type, byte[] Body) Unknown = (100, [1, 2, 3]);
    private static readonly (int Type, byte[] Body) Tags = Comments("vendor", "Title=a", "title=b", "no equals sign", "gEnre=Jazz", "", "=", "DATE=1");
    private static readonly byte[] Id3v2 = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 20, .. new byte[20]];
    private static readonly Provenance Mine = new("gtzan", "3", 0.5, ["Rock"]);

    private static readonly Dictionary<string, byte[]> Contents = new()
    {
        ["no comments"] = File(StreamInfo),
        ["no comments, padding"] = File(StreamInfo, Picture, Padding(500)),
        ["no genre"] = File(StreamInfo, Comments("", "TITLE=a")),
        ["no padding"] = File(StreamInfo, Unknown, Tags),
        ["padding behind"] = File(StreamInfo, Tags, Picture, Application, Picture, Padding(4_000)),
        ["padding in front"] = File(StreamInfo, Padding(4_000), Application, Application, Tags),
        ["little padding"] = File(StreamInfo, Tags, Padding(0), Unknown),
        ["huge padding"] = File(StreamInfo, Tags, Padding((1 << 24) - 1)),
        ["empty vendor"] = File(StreamInfo, Comments("", "GENRE=Jazz")),
        ["two blocks"] = File(StreamInfo, Tags, Padding(10), Comments("x", "GENRE=Jazz")),
        ["several genres"] = File(StreamInfo, Comments("v", "GENRE=Jazz", "TITLE=a", "Genre=jazz", "GENREQUEUE_MODEL=x")),
        ["bytes behind the comments"] = File(StreamInfo, (4, [.. CommentBytes("v", "GENRE=Jazz"), 1, 0, 0])),
        ["zeros behind the comments"] = File(StreamInfo, (4, [.. CommentBytes("v", "GENRE=Jazz"), .. new byte[1_000]])),
        ["ID3 around"] = [.. Id3v2, .. File(StreamInfo, Tags, Padding(90)), .. ApeBytes.Id3v1(8)],
        ["APE behind"] = [.. File(StreamInfo, Tags, Padding(90)), .. ApeBytes.Tag(ApeBytes.Text("Genre", "Pop"))],
    };

    public static TheoryData<string> Layouts => [.. Contents.Keys];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Genres_are_written_and_restored(string name)
    {
        var content = Contents[name];
        using var file = new ScratchFile(content);
        var before = file.Read();
        Assert.Equal(name.StartsWith("no ", StringComparison.Ordinal) && name != "no padding" ? [] : ["Jazz"], before.Genres);

        file.Write(new GenreWrite(["Música", "Rock"], Mine));

        Assert.Equal(["Música", "Rock"], file.Read().Genres);
        Assert.Equivalent(Mine, file.Read().Provenance, strict: true);
        var length = file.Content.Length;
        file.Write("Rock");
        Assert.Equal(["Rock"], file.Read().Genres);
        Assert.Null(file.Read().Provenance);
        Assert.Equal(length, file.Content.Length);

        file.Restore(before.Snapshot);

        Assert.Equivalent(before.Snapshot, file.Read().Snapshot, strict: true);
        if (Math.Abs(file.Content.Length - content.Length) < 1_024) Assert.True(content.AsSpan().SequenceEqual(file.Content));
        else Assert.True(file.Content.Length - content.Length < 1_500);
    }

    [Fact]
    public void The_genre_keeps_its_place_and_spelling_and_uses_the_padding()
    {
        using var file = new ScratchFile(File(StreamInfo, Tags, Picture, Padding(300)));

        file.Write("Rock", "Pop");

        var expected = Comments("vendor", "Title=a", "title=b", "no equals sign", "gEnre=Rock", "gEnre=Pop", "", "=", "DATE=1");
        Assert.Equal(File(StreamInfo, expected, Picture, Padding(300 - (expected.Body.Length - Tags.Body.Length))), file.Content);
    }

    [Fact]
    public void A_missing_block_is_created_behind_the_first()
    {
        using var file = new ScratchFile(File(StreamInfo, Picture));

        file.Write("Rock");

        Assert.Equal(File(StreamInfo, Comments("", "GENRE=Rock"), Picture, Padding(1_024)), file.Content);
    }

    [Fact]
    public void A_shorter_genre_without_padding_leaves_the_frames_where_they_are()
    {
        using var file = new ScratchFile(File(StreamInfo, Comments("v", "GENRE=Progressive Rock")));

        file.Write("Rock");

        Assert.Equal(File(StreamInfo, Comments("v", "GENRE=Rock"), Padding(8)), file.Content);
    }

    [Fact]
    public void Comments_that_fill_their_block_are_not_written()
    {
        var full = new string('x', (1 << 24) - 1 - CommentBytes("", "").Length);
        using var file = new ScratchFile(File(StreamInfo, Comments("", full)));

        var exception = Assert.Throws<TagException>(() => file.Write("Rock"));

        Assert.Equal(TagErrors.Unsupported, exception.Code);
    }

    [Fact]
    public void Damaged_files_are_refused_and_never_crash()
    {
        var whole = File(StreamInfo, Tags, Application, Padding(50));
        var random = new Random(8);
        for (var round = 0; round < 300; round++)
        {
            var content = whole[..random.Next(whole.Length - Frames.Length - 150, whole.Length + 1)];
            for (var change = random.Next(4); change > 0; change--) content[random.Next(4, Math.Min(content.Length, 300))] = (byte)random.Next(256);
            using var file = new ScratchFile(content);
            try
            {
                var before = file.Read();
                file.Write("Rock");
                Assert.Equal(["Rock"], file.Read().Genres);
                file.Restore(before.Snapshot);
                Assert.Equivalent(before.Snapshot, file.Read().Snapshot, strict: true);
            }
            catch (TagException)
            {
                // As it should.
            }
        }
    }
}
