using System.Buffers.Binary;
using GenreQueue.Fixtures.Audio;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Tests.Tags.Id3;
using Xunit;

namespace GenreQueue.Library.Tests.Tags.Dsf;

public sealed class DsfFormatTests
{
    private static readonly byte[] Audio = DsfFile.Mono(0.02, t => 0.3 * Math.Sin(Math.Tau * 440 * t));
    private static readonly Provenance Mine = new("gtzan", "3", 0.8712, ["Rock", "Pop"]);

    [Fact]
    public void A_file_without_a_tag_gets_one_and_loses_it_again()
    {
        using var file = new ScratchFile(Audio);
        var before = file.Read();
        Assert.Equal("dsf", before.Format);
        Assert.Empty(before.Genres);

        file.Write(new GenreWrite(["Rock", "電子音楽"], Mine));

        Assert.Equal(["Rock", "電子音楽"], file.Read().Genres);
        Assert.Equivalent(Mine, file.Read().Provenance, strict: true);
        Assert.Equal((file.Content.Length, Audio.Length), Numbers(file.Content));
        file.Restore(before.Snapshot);
        Assert.Equal(Audio, file.Content);
    }

    [Theory]
    [InlineData(400, 0)]
    [InlineData(400, 33)]
    [InlineData(0, 0)]
    public void Everything_but_the_genre_is_kept(int padding, int behind)
    {
        byte[] tag = Id3Bytes.Tag(3, 0, Id3Bytes.Latin("TIT2", "a", 3), Id3Bytes.Latin("TCON", "(8)", 3), Id3Bytes.Frame("PRIV", Id3Bytes.Noise(99), 3), new byte[padding]);
        var content = Tagged([.. tag, .. Id3Bytes.Noise(behind)], Audio.Length);
        using var file = new ScratchFile(content);
        var before = file.Read();
        Assert.Equal(["Jazz"], before.Genres);

        file.Write("Rock", "Pop");

        Assert.Equal(["Rock", "Pop"], file.Read().Genres);
        Assert.Equal((file.Content.Length, Audio.Length), Numbers(file.Content));
        file.Restore(before.Snapshot);
        Assert.Equivalent(before.Snapshot, file.Read().Snapshot, strict: true);
        if (padding > 0) Assert.Equal(content, file.Content);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(long.MaxValue)]
    public void A_wrong_place_of_the_tag_is_refused(long place)
    {
        using var file = new ScratchFile(Tagged(Id3Bytes.Tag(4, 0, Id3Bytes.Latin("TCON", "Jazz")), place));
        Assert.Equal(TagErrors.Unreadable, Assert.Throws<TagException>(file.Read).Code);
    }

    private static byte[] Tagged(byte[] tag, long place)
    {
        byte[] content = [.. Audio, .. tag];
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(12), content.Length);
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(20), place);
        return content;
    }

    private static (long Length, long Place) Numbers(byte[] content) =>
        (BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(12)), BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(20)));
}
