using GenreQueue.Analysis.Decoding;
using GenreQueue.Api.Jobs;

namespace GenreQueue.Api.Tests.Jobs;

public sealed class ContentSnifferTests
{
    public static TheoryData<string> Texts =>
        ["#EXTM3U\nhttp://example.org/a.mp3", "\uFEFF#EXTM3U\n", "[playlist]\nFile1=a", "ffconcat version 1.0\nfile a", "<!DOCTYPE html><p>", "hello", "  {\"json\": 1}", "söng"];

    [Theory, MemberData(nameof(Texts))]
    public void Text_is_no_audio(string text) => Assert.NotNull(ContentSniffer.NotAudio(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_that_is_cut_inside_a_character_is_still_text() =>
        Assert.NotNull(ContentSniffer.NotAudio("söng ö"u8[..^1]));

    [Theory]
    [InlineData("255044462D312E37")]
    [InlineData("504B030414000000")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("FFD8FFE000104A46")]
    [InlineData("1F8B080000000000")]
    [InlineData("52494646000000005745425056503820")]
    [InlineData("7F454C4602010100")]
    public void Documents_archives_images_and_programs_are_no_audio(string hex) => Assert.NotNull(ContentSniffer.NotAudio(Convert.FromHexString(hex)));

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
    [InlineData("0102030405060708")]                    // nothing we know: the decoders decide
    public void What_may_be_audio_goes_to_the_decoders(string hex) => Assert.Null(ContentSniffer.NotAudio(Convert.FromHexString(hex)));
}
