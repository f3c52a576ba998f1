using GenreQueue.Library.Tags;
using GenreQueue.Library.Tags.Matroska;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Matroska;

public sealed class MatroskaFormatTests
{
    private static readonly byte[] Jazz = MatroskaBytes.Field("GENRE", "Jazz");
    private static readonly byte[] Title = MatroskaBytes.Field("TITLE", "Ein Lied");
    private static readonly byte[] Everything = MatroskaBytes.About(50);
    private static readonly byte[] OneTrack = MatroskaBytes.Tag(MatroskaBytes.About(30, track: 77), MatroskaBytes.Field("GENRE", "Noise"), Title);
    private static readonly Provenance Mine = new("gtzan", "3", 0.8712, ["Rock", "Pop"]);

    private static readonly Dictionary<string, (byte[] Content, string Genres)> Files = new()
    {
        ["no tags"] = (MatroskaBytes.File(50, MatroskaBytes.Title, MatroskaBytes.Cluster, MatroskaBytes.Index), ""),
        ["tags before the audio"] = (MatroskaBytes.File(50, MatroskaBytes.Title, MatroskaBytes.Tags(MatroskaBytes.Tag(Everything, Title, Jazz), OneTrack), MatroskaBytes.Cluster, MatroskaBytes.Index), "Jazz"),
        ["tags with room"] = (MatroskaBytes.File(50, MatroskaBytes.Tags(MatroskaBytes.Tag(Everything, Title, Jazz), OneTrack), MatroskaBytes.Void(4_000), MatroskaBytes.Cluster), "Jazz"),
        ["tags at the end"] = (MatroskaBytes.File(0, MatroskaBytes.Cluster, MatroskaBytes.Index, MatroskaBytes.Tags(MatroskaBytes.Tag(Everything, Title, Jazz))), "Jazz"),
        ["tags at the end with room"] = (MatroskaBytes.File(0, MatroskaBytes.Cluster, MatroskaBytes.Tags(MatroskaBytes.Tag(Everything, Jazz)), MatroskaBytes.Void(99)), "Jazz"),
        ["checksums"] = (MatroskaBytes.File(50, MatroskaBytes.Checked(MatroskaBytes.Tags(MatroskaBytes.Checked(MatroskaBytes.Tag(Everything, Jazz, Title)))), MatroskaBytes.Cluster), "Jazz"),
        ["several"] = (MatroskaBytes.File(50, MatroskaBytes.Cluster, MatroskaBytes.Tags(MatroskaBytes.Tag(Jazz, Title, MatroskaBytes.Field("genre", "Big Band"), MatroskaBytes.Field("GENRE", "jazz")))), "Jazz|Big Band"),
        ["of the track and of all"] = (MatroskaBytes.File(50, MatroskaBytes.Tags(MatroskaBytes.Tag(MatroskaBytes.About(30), Jazz), MatroskaBytes.Tag(Everything, MatroskaBytes.Field("GENRE", "Swing"))), MatroskaBytes.Cluster), "Jazz|Swing"),
        ["of one track only"] = (MatroskaBytes.File(50, MatroskaBytes.Tags(OneTrack), MatroskaBytes.Cluster), ""),
        ["of a collection"] = (MatroskaBytes.File(50, MatroskaBytes.Tags(MatroskaBytes.Tag(MatroskaBytes.About(70), Jazz)), MatroskaBytes.Cluster), ""),
        ["own fields"] = (MatroskaBytes.File(50, MatroskaBytes.Cluster, MatroskaBytes.Tags(MatroskaBytes.Tag(MatroskaBytes.Field("GENREQUEUE_MODEL", "a 1"), Jazz))), "Jazz"),
        ["length not known"] = (MatroskaBytes.Segment(MatroskaBytes.File(50, MatroskaBytes.Tags(MatroskaBytes.Tag(Jazz)), MatroskaBytes.OpenCluster, MatroskaBytes.OpenCluster)[(MatroskaBytes.Start.Length + 12)..], known: false), "Jazz"),
        ["bytes behind the segment"] = ([.. MatroskaBytes.File(50, MatroskaBytes.Tags(MatroskaBytes.Tag(Jazz)), MatroskaBytes.Cluster), .. MatroskaBytes.Void(20)], "Jazz"),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Genres_are_read_written_and_put_back(string name)
    {
        foreach (var genres in (string[][])[["Rock"], ["Rock", "Électronique 電子"], [], ["R"], ["Jaz"], ["Ja"], [new string('x', 3_000)]])
        {
            using var file = new ScratchFile(Files[name].Content);
            var before = file.Read();
            Assert.Equal(Files[name].Genres, string.Join('|', before.Genres));
            Assert.Null(before.Provenance);
            var audio = file.AudioHash();

            var write = new GenreWrite(genres, genres.Length == 2 ? Mine : null);
            file.Write(write);
            var after = file.Read();
            Assert.Equal(genres, after.Genres);
            Assert.Equivalent(write.Provenance, after.Provenance, strict: true);
            Assert.Equal(audio, file.AudioHash());
            AssertTargets(file.Content);

            var content = file.Content;
            file.Write(write);
            Assert.Equal(content, file.Content);

            file.Restore(before.Snapshot);
            Assert.Equal(Readings.Describe(before), Readings.Describe(file.Read()));
            Assert.Equal(audio, file.AudioHash());
            AssertTargets(file.Content);
        }
    }

    [Theory]
    [InlineData("tags with room")]
    [InlineData("tags at the end")]
    public void A_restored_file_is_the_old_one_when_the_tags_stayed(string name)
    {
        using var file = new ScratchFile(Files[name].Content);
        var snapshot = file.Read().Snapshot;
        file.Write("Rock", "Pop");
        file.Restore(snapshot);
        Assert.Equal(Files[name].Content, file.Content);
    }

    [Fact]
    public void Tags_that_were_created_are_removed_again()
    {
        var original = Files["no tags"].Content;
        using var file = new ScratchFile(original);
        var snapshot = file.Read().Snapshot;
        file.Write("Rock");
        Assert.Equal(4, MatroskaBytes.TargetsOf(file.Content).Count);
        file.Restore(snapshot);
        Assert.Equal(original, file.Content);
    }

    [Fact]
    public void Checksums_are_made_right()
    {
        using var file = new ScratchFile(Files["checksums"].Content);
        file.Write("Rock");
        var genre = MatroskaBytes.Of(MatroskaIds.SimpleTag, MatroskaBytes.Of(MatroskaIds.TagName, "GENRE"u8.ToArray()), MatroskaBytes.Of(MatroskaIds.TagString, "Rock"u8.ToArray()));
        var expected = MatroskaBytes.Checked(MatroskaBytes.Tags(MatroskaBytes.Checked(MatroskaBytes.Tag(Everything, genre, Title))));
        Assert.True(file.Content.AsSpan().IndexOf(expected) > 0);
    }

    [Theory]
    [InlineData("no seek table")]
    [InlineData("no room in the seek table")]
    [InlineData("two lists of tags")]
    [InlineData("checksum of all")]
    public void What_cannot_be_written_exactly_is_refused(string reason)
    {
        var tags = MatroskaBytes.Tags(MatroskaBytes.Tag(Jazz));
        var content = reason switch
        {
            "no seek table" => MatroskaBytes.Segment([.. tags, .. MatroskaBytes.Cluster]),
            "no room in the seek table" => MatroskaBytes.File(0, MatroskaBytes.Title, MatroskaBytes.Cluster),
            "two lists of tags" => MatroskaBytes.File(50, tags, MatroskaBytes.Tags(MatroskaBytes.Tag(Title)), MatroskaBytes.Cluster),
            _ => MatroskaBytes.Segment([.. MatroskaBytes.Of(0xBF, [1, 2, 3, 4]), .. tags, .. MatroskaBytes.Cluster]),
        };
        using var file = new ScratchFile(content);
        Assert.InRange(file.Read().Genres.Count, 0, 1);
        Assert.Equal(TagErrors.Unsupported, Assert.Throws<TagException>(() => file.Write("A longer name")).Code);
    }

    [Fact]
    public void Damaged_files_are_reported_and_never_crash()
    {
        var random = new Random(8);
        foreach (var (content, _) in Files.Values)
        {
            for (var round = 0; round < 40; round++)
            {
                var damaged = (byte[])content.Clone();
                if (round % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
                for (var change = random.Next(4); change > 0 && damaged.Length > 0; change--) damaged[random.Next(Math.Min(damaged.Length, 400))] = (byte)random.Next(256);
                using var file = new ScratchFile(damaged);
                try
                {
                    var snapshot = file.Read().Snapshot;
                    file.Write("Rock", "Pop");
                    file.Restore(snapshot);
                }
                catch (TagException)
                {
                    // As it should.
                }
            }
        }
    }

    private static void AssertTargets(byte[] file) =>
        Assert.All(MatroskaBytes.TargetsOf(file).Select(target => target.Split(' ')), target => Assert.Equal(target[0], target[1]));
}
