using System.Buffers.Binary;
using System.Text;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Tests.Tags.Id3;
using Xunit;
using static GenreQueue.Library.Tests.Tags.Riff.ChunkBytes;

namespace GenreQueue.Library.Tests.Tags.Riff;

public sealed class RiffFormatTests
{
    private static readonly Provenance Mine = new("gtzan", "3", 0.8712, ["Rock", "Pop"]);
    private static readonly byte[] Tag = Id3Bytes.Tag(4, 0, Id3Bytes.Latin("TIT2", "a"), Id3Bytes.Latin("TCON", "Jazz"), new byte[400]);
    private static readonly byte[] Jazz = Text("IGNR", "Jazz");
    private static readonly byte[] Title = Text("INAM", "Lied");

    public static TheoryData<string, byte[]> Tagged => new()
    {
        { "info in front", Wav(Format, Info(Title, Jazz), Data) },
        { "info behind", Wav(Format, Data, Info(Jazz, Title), Chunk("bext", Id3Bytes.Noise(31))) },
        { "id3", Wav(Format, Data, Chunk("id3 ", Tag)) },
        { "ID3 in front", Wav(Format, Chunk("ID3 ", Tag), Data, Chunk("cue ", Id3Bytes.Noise(40))) },
        { "both", Wav(Format, Info(Title, Jazz), Data, Chunk("id3 ", Tag)) },
        { "two lists", Wav(Format, Info(Jazz), Data, Info(Title, Jazz), Chunk("LIST", [.. "adtl"u8, .. Id3Bytes.Noise(20)])) },
        { "odd audio", Wav(Format, Chunk("data", Id3Bytes.Noise(1_001)), Info(Title, Jazz)) },
        { "odd audio without padding", Wav(Format, Chunk("data", Id3Bytes.Noise(1_001))[..^1], Info(Title, Jazz), Chunk("id3 ", Tag)) },
        { "text without padding", Wav(Format, Data, Info(Jazz[..^1], Title)) },
        { "large file", Wav64(Id3Bytes.Noise(2_000), Info(Title, Jazz), Chunk("id3 ", Tag)) },
        { "bytes behind the file", [.. Wav(Format, Data, Info(Jazz)), .. Id3Bytes.Noise(77)] },
        { "zeros behind the chunks", Wav(Format, Data, Info(Title, Jazz), new byte[100]) },
        { "aiff", Aiff(Common, BigChunk("NAME", "Lied"u8), Sound, BigChunk("ID3 ", Tag), BigChunk("ANNO", "x"u8)) },
        { "aiff, tag in front", Aiff(BigChunk("ID3 ", Tag), Common, Sound) },
        { "dsdiff", Dsdiff(HugeChunk("FVER", [1, 5, 0, 0]), HugeChunk("DSD ", Id3Bytes.Noise(999)), HugeChunk("ID3 ", Tag)) },
        { "unknown length", WithSizes(Wav(Format, Info(Title, Jazz), Data), uint.MaxValue, uint.MaxValue) },
        { "unknown length, zeros", WithSizes(Wav(Format, Info(Title, Jazz), Data), 0, 0) },
        { "cut off", Wav(Format, Info(Title, Jazz), Data)[..^500] },
    };

    public static TheoryData<string, byte[]> Untagged => new()
    {
        { "wav", Wav(Format, Data) },
        { "wav without the last byte", Wav(Format, Chunk("data", Id3Bytes.Noise(1_001)))[..^1] },
        { "unknown length", WithSizes(Wav(Format, Data), uint.MaxValue, uint.MaxValue) },
        { "cut off", Wav(Format, Data)[..^500] },
        { "large file", Wav64(Id3Bytes.Noise(2_000), Chunk("bext", Id3Bytes.Noise(31))) },
        { "aiff", Aiff(Common, Sound) },
        { "dsdiff", Dsdiff(HugeChunk("FVER", [1, 5, 0, 0]), HugeChunk("DSD ", Id3Bytes.Noise(1_000))) },
    };

    [Theory]
    [MemberData(nameof(Tagged))]
    public void Everything_but_the_genre_is_kept_and_an_undo_restores_it(string name, byte[] content)
    {
        Assert.NotEmpty(name);
        using var file = new ScratchFile(content);
        var before = file.Read();
        Assert.Equal(["Jazz"], before.Genres);

        file.Write("Rock", "Música (電子)");

        var after = file.Read();
        Assert.Equal(["Rock", "Música (電子)"], after.Genres);
        Assert.Equal(before.Snapshot.Containers, after.Snapshot.Containers);
        CheckSize(content, file.Content);
        file.Write(new GenreWrite(["Techno"], Mine));
        Assert.Equal(["Techno"], file.Read().Genres);
        Assert.Equivalent(Mine, file.Read().Provenance, strict: true);
        CheckSize(content, file.Content);
        file.Restore(before.Snapshot);
        Assert.Equal(content, file.Content);
    }

    [Theory]
    [MemberData(nameof(Untagged))]
    public void A_file_without_tags_gets_ID3v2_and_loses_it_again(string name, byte[] content)
    {
        using var file = new ScratchFile(content);
        var before = file.Read();
        Assert.Empty(before.Genres);

        file.Write(new GenreWrite(["Rock", "電子音楽"], Mine, Id3Version.V23));

        Assert.Equal(["Rock", "電子音楽"], file.Read().Genres);
        Assert.Equivalent(Mine, file.Read().Provenance, strict: true);
        Assert.Equal(["id3v2.3"], file.Read().Snapshot.Containers);
        CheckSize(name == "wav without the last byte" ? [.. content, 0] : content, file.Content);
        file.Restore(before.Snapshot);
        Assert.Equal(content, file.Content[..content.Length]);
        Assert.Equal(name == "wav without the last byte" ? 1 : 0, file.Content.Length - content.Length);
    }

    [Fact]
    public void A_genre_in_Latin_1_is_read_and_one_outside_of_it_is_written_in_UTF_8()
    {
        using var file = new ScratchFile(Wav(Format, Data, Info(Text("IGNR", "Chançon; Pop"))));
        Assert.Equal(["Chançon", "Pop"], file.Read().Genres);
        file.Write("電子");
        Assert.Equal(Wav(Format, Data, Info(Chunk("IGNR", [.. Encoding.UTF8.GetBytes("電子"), 0]))), file.Content);
    }

    [Fact]
    public void A_removed_genre_leaves_the_list()
    {
        using var file = new ScratchFile(Wav(Format, Info(Jazz, Title), Data));
        file.Write([]);
        Assert.Equal(Wav(Format, Info(Title), Data), file.Content);
    }

    [Theory]
    [InlineData("no sizes")]
    [InlineData("chunk")]
    [InlineData("name")]
    [InlineData("text")]
    [InlineData("tag")]
    public void Damaged_files_are_refused(string what)
    {
        var content = what switch
        {
            "no sizes" => [.. "RF64"u8, .. Wav(Format, Data)[4..]],
            "chunk" => Wav(Format, Data, Chunk("bext", new byte[100])[..^50]),
            "name" => Wav(Format, [1, 2, 3, 4, 0, 0, 0, 0], Data),
            "text" => Wav(Format, Data, Info([.. "IGNR"u8, 200, 0, 0, 0, 1])),
            _ => Wav(Format, Data, Chunk("id3 ", Tag.AsSpan(..^20))),
        };
        using var file = new ScratchFile(content);
        Assert.Equal(TagErrors.Unreadable, Assert.Throws<TagException>(file.Read).Code);
    }

    /// <summary>Sets the sizes of the file and of its last chunk.</summary>
    private static byte[] WithSizes(byte[] wav, uint file, uint audio)
    {
        Little(file).CopyTo(wav, 4);
        Little(audio).CopyTo(wav, wav.Length - Data.Length + 4);
        return wav;
    }

    /// <summary>Checks that the size in the header changed as the file did, unless it said nothing.</summary>
    private static void CheckSize(byte[] before, byte[] after)
    {
        static long Size(byte[] file) => Encoding.Latin1.GetString(file, 0, 4) switch
        {
            "RIFF" => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)),
            "RF64" => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(20)),
            "FORM" => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(4)),
            _ => BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(4)),
        };
        Assert.Equal(Size(before) is 0 or uint.MaxValue ? 0 : after.Length - before.Length, Size(after) - Size(before));
    }
}
