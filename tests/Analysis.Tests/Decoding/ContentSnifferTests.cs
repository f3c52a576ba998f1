using System.Text;
using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Analysis.Tests.Decoding;

public sealed class ContentSnifferTests
{
    [Theory]
    [InlineData("RIFF....WAVEfmt\0", Content.SndFile)]
    [InlineData("RF64....WAVEds64\0", Content.SndFile)]
    [InlineData("RIFF....AVI LIST\0", Content.FFmpeg)]
    [InlineData("FORM....AIFFCOMM\0", Content.SndFile)]
    [InlineData("FORM....AIFCFVER\0", Content.SndFile)]
    [InlineData(".snd\0", Content.SndFile)]
    [InlineData("fLaC\0", Content.SndFile)]
    [InlineData("OggS\0", Content.SndFile)]
    [InlineData("ID3\u0004", Content.SndFile)]
    [InlineData("\u00FF\u00FB\u0090\u0064", Content.SndFile)]   // MPEG-1 layer III, 128 kbit/s, 44.1 kHz
    [InlineData("\u00FF\u00FB\u00F0\u0064", Content.Unknown)]   // an invalid bit rate
    [InlineData("\u00FF\u00F1\u0050\u0080", Content.FFmpeg)]   // ADTS
    [InlineData("\0\0\0 ftypM4A ", Content.FFmpeg)]
    [InlineData("wvpk\0", Content.FFmpeg)]
    [InlineData("MAC \0", Content.FFmpeg)]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008", Content.Unknown)]
    [InlineData("RIFF....WEBPVP8 \0", Content.NotAudio)]
    [InlineData("#EXTM3U\n", Content.NotAudio)]
    [InlineData("ffconcat version 1.0", Content.NotAudio)]
    [InlineData("\u0089PNG", Content.NotAudio)]
    [InlineData("R", Content.NotAudio)]
    [InlineData("", Content.Unknown)]
    public void Content_is_identified_by_its_signature(string head, Content expected) =>
        Assert.Equal(expected, ContentSniffer.Sniff(Encoding.Latin1.GetBytes(head)));

    public static TheoryData<string> Texts =>
        ["#EXTM3U\nhttp://example.org/a.mp3", "\uFEFF#EXTM3U\n", "[playlist]\nFile1=a", "ffconcat version 1.0\nfile a", "<!DOCTYPE html><p>", "hello", "  {\"json\": 1}", "söng"];

    [Theory, MemberData(nameof(Texts))]
    public void Text_is_not_audio(string text) => Assert.NotNull(ContentSniffer.NotAudio(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_truncated_within_a_character_is_still_text() =>
        Assert.NotNull(ContentSniffer.NotAudio("söng ö"u8[..^1]));

    [Theory]
    [InlineData("255044462D312E37")]
    [InlineData("504B030414000000")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("FFD8FFE000104A46")]
    [InlineData("1F8B080000000000")]
    [InlineData("52494646000000005745425056503820")]
    [InlineData("7F454C4602010100")]
    public void Documents_archives_images_and_programs_are_not_audio(string hex) => Assert.NotNull(ContentSniffer.NotAudio(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("4944330400000000")]                    // ID3
    [InlineData("FFFB9064000F0000")]                    // MPEG layer III
    [InlineData("FFF15080")]                            // AAC ADTS
    [InlineData("664C614300000022")]                    // FLAC
    [InlineData("4F67675300020000")]                    // Ogg
    [InlineData("524946460000000057415645666D7420")]    // WAV
    [InlineData("464F524D0000000041494646")]            // AIFF
    [InlineData("000000206674797069736F6D")]            // MP4
    [InlineData("3026B2758E66CF11A6D900AA0062CE6C")]    // ASF
    [InlineData("1A45DFA3")]                            // Matroska
    [InlineData("0102030405060708")]                    // unknown, so the decoders decide
    public void Content_that_may_be_audio_is_left_to_the_decoders(string hex) => Assert.Null(ContentSniffer.NotAudio(Convert.FromHexString(hex)));
}
