using System.IO.Compression;
using System.Text;
using GenreQueue.Library.Tags;
using GenreQueue.Library.Tests.Tags.Ape;
using GenreQueue.Library.Tests.Tags.Id3;
using Xunit;
using static GenreQueue.Library.Tests.Tags.Id3.Id3Bytes;

namespace GenreQueue.Library.Tests.Tags.Mpeg;

public sealed class MpegFormatTests
{
    private static readonly Provenance Mine = new("gtzan", "3", 0.8712, ["Rock", "Pop"]);
    private static readonly byte[] Padding = new byte[400];
    private static readonly byte[] Picture = [0, .. "image/jpeg\0"u8, 3, 0, .. Noise(50_000), 0xFF, 0xE0, 0xFF, 0, 0xFF];

    public static TheoryData<string, byte[]> Tags => new()
    {
        { "2.4", Tag(4, 0, Latin("TIT2", "a"), Latin("TCON", "Jazz"), Frame("APIC", Picture), Padding) },
        { "2.3", Tag(3, 0, Latin("TIT2", "a", 3), Latin("TCON", "(8)", 3), Frame("APIC", Picture, 3), Padding) },
        { "2.2", Tag(2, 0, Latin("TT2", "a", 2), Latin("TCO", "(8)Jazz", 2), Frame("PIC", Picture, 2), Padding) },
        { "2.3 unsynchronised", Unsynchronised(3, Latin("TCON", "8", 3), Frame("APIC", Picture, 3), Latin("TIT2", "a", 3)) },
        { "2.2 unsynchronised", Unsynchronised(2, Latin("TCO", "Jazz\0jazz", 2), Frame("PIC", Picture, 2)) },
        { "2.4 unsynchronised", Tag(4, 0x80, Frame("TCON", [1, 0xFF, 0, 0xFE, .. Encoding.Unicode.GetBytes("Jazz")], 4, 2), Frame("APIC", Unsynchronise(Picture), 4, 2), Padding) },
        { "2.4 with footer", WithFooter(Latin("TCON", "Jazz"), Latin("TIT2", "a")) },
        { "2.3 extended header", Tag(3, 0x40, Plain(6), [0, 0], Plain(400), Latin("TIT2", "a", 3), Latin("TCON", "Jazz", 3), Padding) },
        { "2.3 checksum", Checked3(Latin("TIT2", "a", 3), Latin("TCON", "Jazz", 3)) },
        { "2.4 extended header", Tag(4, 0x40, Synchsafe(9), [1, 0x50, 0, 1, 0x7F], Latin("TCON", "Jazz"), Latin("TIT2", "a"), Padding) },
        { "2.4 checksum", Checked4(Latin("TCON", "Jazz"), Latin("TIT2", "a")) },
        { "extended header without one", Tag(3, 0x40, Latin("TCON", "Jazz", 3), Latin("TIT2", "a", 3), Padding) },
        { "2.4 plain sizes", Tag(4, 0, Latin("TIT2", "a"), Frame("APIC", Picture, 3), Frame("TCON", [0, .. "Jazz"u8], 3), Padding) },
        { "UTF-16", Tag(3, 0, Frame("TCON", [1, 0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Jazz\0")], 3), Padding) },
        { "UTF-16 the other way", Tag(4, 0, Frame("TCON", [1, 0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Jazz")]), Padding) },
        { "UTF-16BE", Tag(4, 0, Frame("TCON", [2, .. Encoding.BigEndianUnicode.GetBytes("Jazz")]), Padding) },
        { "several genre frames", Tag(4, 0, Latin("TCON", "Jazz"), Latin("TIT2", "a"), Latin("TCON", "(8)"), Padding) },
        { "frame flags", Tag(3, 0, Latin("TCON", "Jazz", 3, 0x8000), Latin("TIT2", "a", 3, 0x6000), Padding) },
        { "grouped and compressed", Tag(4, 0, Frame("TCON", [7, .. Synchsafe(5), .. Compressed("Jazz")], 4, 0x49), Latin("TIT2", "a", 4, 0x40), Padding) },
        { "compressed 2.3", Tag(3, 0, Frame("TCON", [.. Plain(5), .. Compressed("Jazz")], 3, 0x80), Padding) },
        { "foreign frames", Tag(4, 0, Latin("TCON", "Jazz"), Frame("XYZ9", Noise(30)), Frame("PRIV", Noise(30)), UserText("replaygain_track_gain", "-3 dB"), Frame("TXXX", [9, 1, 2]), Latin("TIT ", "a"), Frame("RVA2", []), Padding) },
        { "own", Tag(4, 0, UserText("GENREQUEUE_MODEL", "a 1"), Latin("TIT2", "a"), UserText("genrequeue_genres", "x"), Latin("TCON", "Jazz"), Padding) },
        { "two tags", [.. Tag(3, 0, Latin("TIT2", "a", 3), Padding), .. Tag(4, 0, Latin("TCON", "Jazz"), Latin("TPE1", "b"), Padding)] },
        { "two tags of one version", [.. Tag(4, 0, Latin("TCON", "Jazz"), Padding), .. Tag(4, 0, Latin("TCON", "Jazz"), Latin("TPE1", "b"), Padding)] },
    };

    public static TheoryData<string, byte[]> Tails => new()
    {
        { "id3v1", V1(8) },
        { "id3v1 extension", [.. V1Extension("Jazz"), .. V1(8)] },
        { "ape", ApeBytes.Tag(ApeBytes.Text("TITLE", "a"), ApeBytes.Text("Genre", "Jazz")) },
        { "ape and id3v1", [.. ApeBytes.Tag(ApeBytes.Text("TITLE", "a"), ApeBytes.Text("Genre", "Jazz")), .. V1(255)] },
        { "lyrics and id3v1", [.. ApeBytes.Lyrics3v2, .. V1(8)] },
        { "id3v2 behind", [.. WithFooter(Latin("TCON", "Jazz"), Latin("TIT2", "a")), .. ApeBytes.Tag(ApeBytes.Text("TITLE", "a")), .. V1(255)] },
    };

    [Theory]
    [MemberData(nameof(Tags))]
    public void A_tag_in_front_keeps_everything_but_the_genre_and_is_restored_to_the_byte(string name, byte[] tag)
    {
        Assert.NotEmpty(name);
        ChangesAndRestores([.. tag, .. MpegBytes.Mp3], sameBytes: true);
    }

    [Theory]
    [MemberData(nameof(Tails))]
    public void Tags_behind_the_audio_are_kept_consistent(string name, byte[] tail)
    {
        ChangesAndRestores([.. MpegBytes.Mp3, .. tail], sameBytes: true);
        ChangesAndRestores([.. Tag(3, 0, Latin("TIT2", "a", 3), Latin("TCON", "Jazz", 3), Padding), .. MpegBytes.Mp3, .. tail], sameBytes: true);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void A_tag_without_room_gets_some_and_the_audio_moves()
    {
        byte[] content = [.. Tag(3, 0, Latin("TCON", "Jazz", 3), Latin("TIT2", "a", 3)), .. MpegBytes.Mp3];
        ChangesAndRestores(content, sameBytes: false);
        using var file = new ScratchFile(content);
        file.Write("Rock", "Pop");
        var length = file.Content.Length;
        Assert.InRange(length - content.Length, 1_024, 1_100);
        file.Write("Rock", "Pop", "Drum & Bass");
        Assert.Equal(length, file.Content.Length);
    }

    [Theory]
    [InlineData(Id3Version.V24, "id3v2.4")]
    [InlineData(Id3Version.V23, "id3v2.3")]
    public void A_file_without_tags_gets_ID3v2_and_loses_it_again(Id3Version version, string container)
    {
        foreach (var audio in (byte[][])[MpegBytes.Mp3, MpegBytes.Aac])
        {
            using var file = new ScratchFile(audio);
            var before = file.Read();
            Assert.Empty(before.Genres);

            file.Write(new GenreWrite(["Rock", "電子音楽"], Mine, version));

            Assert.Equal(["Rock", "電子音楽"], file.Read().Genres);
            Assert.Equal([container], file.Read().Snapshot.Containers);
            Assert.Equivalent(Mine, file.Read().Provenance, strict: true);
            file.Restore(before.Snapshot);
            Assert.Equal(audio, file.Content);
        }
    }

    [Fact]
    public void ID3v1_alone_is_enough_where_it_can_hold_the_genre()
    {
        using var file = new ScratchFile([.. MpegBytes.Mp3, .. V1(255)]);
        Assert.Empty(file.Read().Genres);

        file.Write("hip-hop");
        Assert.Equal([.. MpegBytes.Mp3, .. V1(7)], file.Content);

        file.Write("Chiptune");
        Assert.Equal(["id3v2.4", "id3v1"], file.Read().Snapshot.Containers);
        Assert.Equal(V1(255), file.Content[^128..]);
    }

    [Fact]
    public void The_genre_is_removed_from_all_tags()
    {
        using var file = new ScratchFile([.. Tag(4, 0, Latin("TCON", "Jazz"), Latin("TIT2", "a")), .. MpegBytes.Mp3, .. V1(8)]);
        file.Write([]);
        Assert.Empty(file.Read().Genres);
        Assert.Equal([.. Tag(4, 0, Latin("TIT2", "a"), new byte[15]), .. MpegBytes.Mp3, .. V1(255)], file.Content);
    }

    [Fact]
    public void Offsets_of_chapters_follow_the_audio()
    {
        byte[] Chapter(uint start) => Frame("CHAP", [.. "c\0"u8, .. Plain(0), .. Plain(5), .. Plain((int)start), 0xFF, 0xFF, 0xFF, 0xFF, .. Latin("TIT2", "One")]);
        using var file = new ScratchFile([.. Tag(4, 0, Chapter(500), Latin("TIT2", "a")), .. MpegBytes.Mp3]);
        var length = file.Content.Length;

        file.Write("Rock");

        var moved = (uint)(file.Content.Length - length + 500);
        Assert.Equal(Chapter(moved), file.Content[10..(10 + Chapter(0).Length)]);
    }

    [Theory]
    [InlineData("17")]
    [InlineData("(17)Music")]
    [InlineData("RX")]
    public void What_a_player_would_read_as_a_number_is_refused(string genre)
    {
        using var file = new ScratchFile(MpegBytes.Mp3);
        Assert.Equal(TagErrors.Unsupported, Assert.Throws<TagException>(() => file.Write(genre)).Code);
    }

    private static void ChangesAndRestores(byte[] content, bool sameBytes)
    {
        using var file = new ScratchFile(content);
        var before = file.Read();
        Assert.Equal(["Jazz"], before.Genres);
        Assert.Equal("mp3", before.Format);

        file.Write(new GenreWrite(["Rock", "Música (電子)"], Mine));

        Assert.Equal(["Rock", "Música (電子)"], file.Read().Genres);
        Assert.Equivalent(Mine, file.Read().Provenance, strict: true);
        file.Write("(New) Wave");
        Assert.Equal(["(New) Wave"], file.Read().Genres);
        Assert.Null(file.Read().Provenance);
        file.Restore(before.Snapshot);
        var after = file.Read();
        Assert.Equivalent(before.Snapshot, after.Snapshot, strict: true);
        Assert.Equal(before.Others, after.Others);
        if (sameBytes) Assert.Equal(content, file.Content);
    }

    private static byte[] Compressed(string text)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionMode.Compress)) stream.Write([0, .. Encoding.Latin1.GetBytes(text)]);
        return compressed.ToArray();
    }

    private static byte[] Unsynchronise(byte[] bytes) => GenreQueue.Library.Tags.Id3.Unsynchronisation.Encode(bytes);

    private static byte[] Unsynchronised(int version, params byte[][] frames)
    {
        byte[] body = [.. Unsynchronise([.. frames.SelectMany(frame => frame)]), .. Padding];
        return Tag(version, 0x80, body);
    }

    private static byte[] Checked3(params byte[][] frames)
    {
        byte[] body = [.. frames.SelectMany(frame => frame)];
        return Tag(3, 0x40, Plain(10), [0x80, 0], Plain(Padding.Length), Plain((int)Crc(body)), body, Padding);
    }

    private static byte[] Checked4(params byte[][] frames)
    {
        byte[] body = [.. frames.SelectMany(frame => frame), .. Padding];
        var sum = Crc(body);
        return Tag(4, 0x40, Synchsafe(12), [1, 0x20, 5, (byte)(sum >> 28)], Synchsafe((int)(sum & 0xFFFFFFF)), body);
    }

    // The checksum that ends a gzip member is the one of ID3.
    private static uint Crc(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true)) stream.Write(bytes);
        return BitConverter.ToUInt32(compressed.ToArray(), (int)compressed.Length - 8);
    }
}
