using System.Text;
using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Analysis.Tests.Decoding;

public sealed class ContentSnifferTests
{
    [Theory]
    [InlineData("RIFF....WAVEfmt ", Content.SndFile)]
    [InlineData("RF64....WAVEds64", Content.SndFile)]
    [InlineData("RIFF....AVI LIST", Content.FFmpeg)]
    [InlineData("RIFF....WEBPVP8 ", Content.Unknown)]
    [InlineData("FORM....AIFFCOMM", Content.SndFile)]
    [InlineData("FORM....AIFCFVER", Content.SndFile)]
    [InlineData(".snd", Content.SndFile)]
    [InlineData("fLaC", Content.SndFile)]
    [InlineData("OggS", Content.SndFile)]
    [InlineData("ID3\u0004", Content.SndFile)]
    [InlineData("\u00FF\u00FB\u0090\u0064", Content.SndFile)]   // MPEG-1 layer III, 128 kbit/s, 44.1 kHz
    [InlineData("\u00FF\u00FB\u00F0\u0064", Content.Unknown)]   // a bit rate that does not exist
    [InlineData("\u00FF\u00F1\u0050\u0080", Content.FFmpeg)]   // ADTS
    [InlineData("....ftypM4A ", Content.FFmpeg)]
    [InlineData("wvpk", Content.FFmpeg)]
    [InlineData("MAC ", Content.FFmpeg)]
    [InlineData("#EXTM3U\n", Content.Unknown)]
    [InlineData("ffconcat version 1.0", Content.Unknown)]
    [InlineData("\u0089PNG", Content.Unknown)]
    [InlineData("R", Content.Unknown)]
    [InlineData("", Content.Unknown)]
    internal void Signatures_tell_containers_apart(string start, Content expected)
    {
        Assert.Equal(expected, ContentSniffer.Sniff(Encoding.Latin1.GetBytes(start)));
    }
}
