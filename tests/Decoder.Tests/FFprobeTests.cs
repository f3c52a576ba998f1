using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;
using GenreQueue.Decoder.Readers;

namespace GenreQueue.Decoder.Tests;

public sealed class FFprobeTests
{
    private static string Output(string rate = "\"44100\"", string channels = "2", string duration = "\"12.5\"", string whole = "\"13.0\"") =>
        $"""
        streams.stream.0.codec_name="aac"
        streams.stream.0.sample_rate={rate}
        streams.stream.0.channels={channels}
        streams.stream.0.duration={duration}
        format.format_name="mov,mp4"
        format.duration={whole}
        """;

    [Fact]
    public void The_first_stream_is_parsed()
    {
        Assert.Equal(new FFprobe("mov,mp4/aac", 44_100, 2, 12.5), FFprobe.Parse(Output()));
    }

    [Theory]
    [InlineData("\"N/A\"", "\"13.0\"", 13.0)]
    [InlineData("\"N/A\"", "\"N/A\"", null)]
    [InlineData("\"-1\"", "\"13.0\"", null)]
    [InlineData("\"1e300\"", "\"N/A\"", null)]
    public void An_invalid_length_is_unknown(string stream, string whole, double? expected)
    {
        Assert.Equal(expected, FFprobe.Parse(Output(duration: stream, whole: whole)).DurationSeconds);
    }

    [Theory]
    [InlineData("\"0\"", "2", ErrorCodes.Corrupt)]
    [InlineData("\"44100\"", "0", ErrorCodes.Corrupt)]
    [InlineData("\"44100\"", "\"x\"", ErrorCodes.Corrupt)]
    [InlineData("\"98000000\"", "2", ErrorCodes.UnsupportedRate)]
    [InlineData("\"44100\"", "1000", ErrorCodes.UnsupportedChannels)]
    public void Parameters_out_of_bounds_are_rejected(string rate, string channels, string code)
    {
        Assert.Equal(code, Assert.Throws<AudioException>(() => FFprobe.Parse(Output(rate, channels))).Code);
    }

    [Fact]
    public void Empty_output_is_an_unsupported_format_and_no_stream_is_no_audio()
    {
        Assert.Equal(ErrorCodes.UnsupportedFormat, Assert.Throws<AudioException>(() => FFprobe.Parse("")).Code);
        Assert.Equal(ErrorCodes.NoAudio, Assert.Throws<AudioException>(() => FFprobe.Parse("format.format_name=\"avi\"")).Code);
    }
}
