using GenreQueue.Library.Tags;
using GenreQueue.Library.Tags.Xiph;
using GenreQueue.Library.Tests.Tags.Ape;
using Xunit;
using static GenreQueue.Library.Tests.Tags.Xiph.FlacBytes;

namespace GenreQueue.Library.Tests.Tags.Xiph;

[Collection(nameof(XiphFiles))]
public sealed class OggFormatTests(XiphFiles files)
{
    private static readonly string Long = new('x', 200_000);
    private static readonly Provenance Mine = new("gtzan", "3", 0.5, ["Rock"]);

    [Theory(Timeout = 60_000)]
    [InlineData("ogg")]
    [InlineData("opus")]
    [InlineData("oga")]
    [InlineData("spx")]
    [InlineData("ogv")]
    public async Task Pages_behind_larger_comments_are_renumbered(string format)
    {
        var content = files.Plain(format);
        using var file = new ScratchFile(content);
        var before = file.Read();
        var audio = file.AudioHash();
        var decoded = await TagReaders.DecodedAsync(file.Path);

        file.Write(new GenreWrite([Long, "Rock"], Mine));

        Assert.Equal([Long, "Rock"], file.Read().Genres);
        Assert.Equivalent(Mine, file.Read().Provenance, strict: true);
        Assert.Equal(audio, file.AudioHash());
        Assert.True(OggBytes.IsNumbered(file.Content));
        Assert.True(OggBytes.Pages(file.Content).Count > OggBytes.Pages(content).Count + 2);
        Assert.Equal(decoded, await TagReaders.DecodedAsync(file.Path));
        file.Restore(before.Snapshot);
        Assert.Equal(content, file.Content);
    }

    [Theory]
    [InlineData("ogg", "ogg")]
    [InlineData("ogg", "opus")]
    [InlineData("opus", "ogv")]
    public void Every_link_of_a_chain_is_written(string first, string second)
    {
        byte[] Written(byte[] content)
        {
            using var link = new ScratchFile(content);
            link.Write(Long);
            return link.Content;
        }
        byte[] chain = [.. files.Plain(first), .. files.Plain(second)];
        using var file = new ScratchFile(chain);
        var before = file.Read();
        Assert.Equal(["vorbis", "vorbis:2"], before.Snapshot.Containers);

        file.Write(Long);

        Assert.Equal([.. Written(files.Plain(first)), .. Written(files.Plain(second))], file.Content);
        file.Restore(before.Snapshot);
        Assert.Equal(chain, file.Content);
    }

    [Fact(Timeout = 60_000)]
    public async Task Pages_of_other_streams_between_those_of_the_comments_stay()
    {
        using var source = new ScratchFile(files.Plain("ogv"));
        source.Write(Long);
        var pages = OggBytes.Pages(source.Content);
        var comment = pages.FindIndex(page => page.Length > 60_000);
        var video = pages.FindIndex(page => OggBytes.Number(page).Serial != OggBytes.Number(pages[comment]).Serial && OggBytes.Number(page).Sequence == 1);
        var moved = pages[video];
        pages.RemoveAt(video);
        pages.Insert(pages.FindIndex(page => page.Length > 60_000) + 1, moved);
        using var file = new ScratchFile([.. pages.SelectMany(page => page)]);
        var before = file.Read();
        var decoded = await TagReaders.RunAsync("ffmpeg", "-v", "error", "-i", file.Path, "-map", "0", "-f", "md5", "-");

        file.Write("Rock");

        Assert.Equal(["Rock"], file.Read().Genres);
        Assert.True(OggBytes.IsNumbered(file.Content));
        Assert.Equal(decoded, await TagReaders.RunAsync("ffmpeg", "-v", "error", "-i", file.Path, "-map", "0", "-f", "md5", "-"));
        file.Restore(before.Snapshot);
        Assert.Equal([Long], file.Read().Genres);
        Assert.Equal(decoded, await TagReaders.RunAsync("ffmpeg", "-v", "error", "-i", file.Path, "-map", "0", "-f", "md5", "-"));
    }

    [Fact]
    public void Zeros_behind_the_comments_are_used()
    {
        var content = OggBytes.Opus([.. CommentBytes("v", "TITLE=a", "no equals sign"), .. new byte[1_000]]);
        using var file = new ScratchFile(content);
        var before = file.Read();

        file.Write("Rock", "Pop");

        Assert.Equal(OggBytes.Opus([.. CommentBytes("v", "TITLE=a", "no equals sign", "GENRE=Rock", "GENRE=Pop"), .. new byte[973]]), file.Content);
        file.Restore(before.Snapshot);
        Assert.Equal(content, file.Content);
    }

    [Fact]
    public void Binary_data_behind_the_comments_is_kept()
    {
        using var file = new ScratchFile(OggBytes.Opus([.. CommentBytes("v", "genre=Jazz"), 1, 2, 3, 0, 0]));

        file.Write("Rock", "Pop");

        Assert.Equal(OggBytes.Opus([.. CommentBytes("v", "genre=Rock", "genre=Pop"), 1, 2, 3, 0, 0]), file.Content);
    }

    [Fact]
    public void What_is_behind_the_pages_is_kept()
    {
        var whole = OggBytes.Opus(CommentBytes("v", "GENRE=Jazz"));
        foreach (var rest in (byte[][])[ApeBytes.Id3v1(), whole[..300][^100..], new byte[500]])
        {
            using var file = new ScratchFile([.. whole, .. rest]);
            file.Write("Rock");
            Assert.Equal([.. OggBytes.Opus(CommentBytes("v", "GENRE=Rock")), .. rest], file.Content);
        }
    }

    [Fact]
    public void Pages_behind_a_damaged_one_are_not_overlooked()
    {
        var whole = OggBytes.Opus(CommentBytes("v", "GENRE=Jazz"));
        using var file = new ScratchFile([.. whole, .. "damage"u8, .. whole]);

        Assert.Equal(TagErrors.Unreadable, Assert.Throws<TagException>(() => file.Read()).Code);
    }

    [Fact]
    public void An_index_of_positions_is_not_falsified()
    {
        var skeleton = OggPage.Build(OggPage.First, 0, 1, 0, [80], [.. "fishead\0"u8, 4, 0, .. new byte[70]]);
        using var file = new ScratchFile([.. skeleton, .. OggBytes.Opus(CommentBytes("v", "GENRE=Jazz"))]);

        file.Write("Rock");

        Assert.Equal(["Rock"], file.Read().Genres);
        Assert.Equal(TagErrors.Unsupported, Assert.Throws<TagException>(() => file.Write("Disco")).Code);
    }

    [Fact]
    public void Video_alone_is_not_supported()
    {
        using var file = new ScratchFile(OggPage.Build(OggPage.First | OggPage.Last, 0, 1, 0, [42], [0x80, .. "theora"u8, .. new byte[35]]));

        Assert.Equal(TagErrors.Unsupported, Assert.Throws<TagException>(() => file.Read()).Code);
    }

    [Fact]
    public void Damaged_files_are_refused_and_never_crash()
    {
        var comments = CommentBytes("v", "TITLE=a", "GENRE=Jazz", "no equals sign");
        var random = new Random(8);
        for (var round = 0; round < 300; round++)
        {
            var damaged = comments[..random.Next(comments.Length - 30, comments.Length + 1)];
            for (var change = random.Next(3); change > 0; change--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var content = OggBytes.Opus(damaged);
            if (round % 2 == 0) content = content[..random.Next(content.Length)];
            if (round % 3 == 0 && content.Length > 0) content[random.Next(content.Length)] ^= 0xFF;
            using var file = new ScratchFile(content);
            try
            {
                var before = file.Read();
                file.Write("Rock");
                Assert.Equal(["Rock"], file.Read().Genres);
                file.Restore(before.Snapshot);
                Assert.Equal(content, file.Content);
            }
            catch (TagException)
            {
                // As it should.
            }
        }
    }
}
