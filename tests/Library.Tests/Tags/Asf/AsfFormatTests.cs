using GenreQueue.Library.Tags;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Asf;

public sealed class AsfFormatTests
{
    private static readonly byte[] Jazz = AsfBytes.Text("WM/Genre", "Jazz");
    private static readonly byte[] Year = AsfBytes.Text("WM/Year", "1959");
    private static readonly byte[] Picture = AsfBytes.Placed(0, 0, "WM/Picture", 1, new byte[100_000]);
    private static readonly Provenance Mine = new("gtzan", "3", 0.8712, ["Rock", "Pop"]);

    private static readonly Dictionary<string, (byte[] Content, string Genres)> Files = new()
    {
        ["no tags"] = (AsfBytes.File(AsfBytes.Stream), ""),
        ["usual"] = (AsfBytes.File(AsfBytes.Stream, AsfBytes.Title, AsfBytes.Extended(Year, Jazz, AsfBytes.Attribute("IsVBR", 2, [1, 0, 0, 0])), AsfBytes.Extension()), "Jazz"),
        ["no genre"] = (AsfBytes.File(AsfBytes.Extended(Year), AsfBytes.Stream, AsfBytes.Extension(AsfBytes.Library(Picture))), ""),
        ["several"] = (AsfBytes.File(AsfBytes.Extended(Jazz, Year, AsfBytes.Text("wm/genre", "Big Band"), AsfBytes.Text("WM/Genre", "jazz"))), "Jazz|Big Band"),
        ["number"] = (AsfBytes.File(AsfBytes.Extended(Year, AsfBytes.Text("WM/GenreID", "(17)"))), "Rock"),
        ["number and name"] = (AsfBytes.File(AsfBytes.Extended(AsfBytes.Text("WM/GenreID", "17"), Year, Jazz)), "Jazz"),
        ["library"] = (AsfBytes.File(AsfBytes.Extension(AsfBytes.Metadata(AsfBytes.Placed(0, 1, "DeviceConformanceTemplate", "L1")), AsfBytes.Library(Picture, AsfBytes.Placed(3, 1, "WM/Genre", "Jazz")))), "Jazz"),
        ["library and description"] = (AsfBytes.File(AsfBytes.Extended(Jazz), AsfBytes.Extension(AsfBytes.Library(AsfBytes.Placed(0, 0, "WM/Genre", "Swing"), Picture))), "Jazz|Swing"),
        ["two descriptions"] = (AsfBytes.File(AsfBytes.Extended(Year), AsfBytes.Extended(Jazz)), "Jazz"),
        ["padding"] = (AsfBytes.File(AsfBytes.Extended(Jazz), AsfBytes.Padding(500), AsfBytes.Stream), "Jazz"),
        ["padding in the extension"] = (AsfBytes.File(AsfBytes.Extension(AsfBytes.Padding(400)), AsfBytes.Extended(Jazz)), "Jazz"),
        ["small padding"] = (AsfBytes.File(AsfBytes.Padding(24), AsfBytes.Extended(Jazz)), "Jazz"),
        ["own fields"] = (AsfBytes.File(AsfBytes.Extended(AsfBytes.Text("GenreQueue/Model", "a 1"), Jazz, AsfBytes.Text("GenreQueue/Other", "x"))), "Jazz"),
        ["wrong size in the header"] = (WithSize(AsfBytes.File(AsfBytes.Extended(Jazz)), 77), "Jazz"),
        ["size of the audio not known"] = (WithAudioSize(AsfBytes.File(AsfBytes.Extended(Jazz)), 50), "Jazz"),
        ["genre of another type"] = (AsfBytes.File(AsfBytes.Extended(AsfBytes.Attribute("WM/Genre", 1, [1, 2]))), ""),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Genres_are_read_written_and_put_back(string name)
    {
        foreach (var genres in (string[][])[["Rock"], ["Rock", "Électronique 電子"], [], ["R"], [new string('x', 3_000)]])
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
            if (name != "wrong size in the header") Assert.Equal(file.Content.Length, AsfBytes.SizeIn(file.Content));

            var content = file.Content;
            file.Write(write);
            Assert.Equal(content, file.Content);

            file.Restore(before.Snapshot);
            Assert.Equal(Readings.Describe(before), Readings.Describe(file.Read()));
            Assert.Equal(audio, file.AudioHash());
        }
    }

    [Fact]
    public void Padding_is_used_before_anything_moves_and_comes_back()
    {
        foreach (var name in new[] { "padding", "padding in the extension" })
        {
            using var file = new ScratchFile(Files[name].Content);
            var snapshot = file.Read().Snapshot;
            file.Write("Rock", "A longer name");
            Assert.Equal(Files[name].Content.Length, file.Content.Length);
            file.Restore(snapshot);
            Assert.Equal(Files[name].Content, file.Content);
        }
    }

    [Fact]
    public void Further_genres_go_to_the_metadata_library_as_other_taggers_expect()
    {
        var empty = AsfBytes.Extension();
        using var file = new ScratchFile(AsfBytes.File(AsfBytes.Extended(Year, Jazz), empty));
        var snapshot = file.Read().Snapshot;
        file.Write("Rock", "Pop", "Folk");
        Assert.Equal(
            ["extended-content-description 1", "metadata-library 0", "metadata-library 1"],
            file.Read().Snapshot.Fields.Select(field => $"{field.Container} {field.Position}"));
        file.Restore(snapshot);
        Assert.Equal(snapshot.Containers, file.Read().Snapshot.Containers);
    }

    [Fact]
    public void A_signed_header_is_not_changed()
    {
        using var file = new ScratchFile(AsfBytes.File(AsfBytes.Extended(Jazz), AsfBytes.Signature));
        Assert.Equal(["Jazz"], file.Read().Genres);
        Assert.Equal(TagErrors.Unsupported, Assert.Throws<TagException>(() => file.Write("Rock")).Code);
    }

    [Fact]
    public void A_genre_that_is_too_long_is_refused()
    {
        using var file = new ScratchFile(Files["usual"].Content);
        Assert.Equal(TagErrors.Unsupported, Assert.Throws<TagException>(() => file.Write(new string('x', 40_000))).Code);
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
                for (var change = random.Next(4); change > 0 && damaged.Length > 0; change--) damaged[random.Next(Math.Min(damaged.Length, 700))] = (byte)random.Next(256);
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

    private static byte[] WithAudioSize(byte[] file, long size)
    {
        var header = BitConverter.ToInt32(file, 16);
        BitConverter.GetBytes(size).CopyTo(file, header + 16);
        return file;
    }

    private static byte[] WithSize(byte[] file, long size)
    {
        BitConverter.GetBytes(size).CopyTo(file, 30 + 24 + 16);
        return file;
    }
}
