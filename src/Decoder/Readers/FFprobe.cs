using System.Globalization;
using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Decoder.Readers;

/// <summary>What <c>ffprobe</c> reports about the first audio stream of a file.</summary>
/// <param name="Format">Container and codec, such as <c>mov,mp4,m4a,3gp,3g2,mj2/aac</c>.</param>
/// <param name="SampleRate">Hz.</param>
/// <param name="Channels">Number of channels.</param>
/// <param name="DurationSeconds">Length that the header declares, if any.</param>
internal sealed record FFprobe(string Format, int SampleRate, int Channels, double? DurationSeconds)
{
    private const int MaxCharacters = 16_384;

    /// <exception cref="AudioException">There is no audio stream, or FFmpeg does not support the format or is not allowed to read it.</exception>
    public static FFprobe Run(string path)
    {
        string[] fields =
        [
            "-select_streams", "a:0",
            "-show_entries", "stream=codec_name,sample_rate,channels,duration:format=format_name,duration",
            "-of", "flat",
        ];
        using var ffprobe = FFmpegProgram.Start("ffprobe", fields, path, []);
        var text = new char[MaxCharacters];
        var length = ffprobe.StandardOutput.ReadBlock(text);
        ffprobe.StandardOutput.Close();
        ffprobe.WaitForExit();
        return Parse(new string(text, 0, length));
    }

    /// <summary>Reads ffprobe's lines of <c>key=value</c>.</summary>
    /// <exception cref="AudioException">There is no container, no audio stream, or its parameters are out of bounds.</exception>
    public static FFprobe Parse(string output)
    {
        var values = new Dictionary<string, string>();
        foreach (var line in output.Split('\n'))
        {
            if (line.IndexOf('=') is > 0 and var equals) values[line[..equals]] = line[(equals + 1)..].Trim('"', '\r');
        }
        if (!values.TryGetValue("format.format_name", out var format)) throw AudioFaults.UnsupportedFormat();
        if (!values.TryGetValue("streams.stream.0.codec_name", out var codec)) throw AudioFaults.NoAudio();

        var channels = Number(values, "streams.stream.0.channels") ?? 0;
        var rate = Number(values, "streams.stream.0.sample_rate") ?? 0;
        // A stream without parameters is damaged, or only resembles the format.
        if (channels == 0 || rate == 0) throw AudioFaults.Corrupt();
        AudioFaults.ThrowUnlessReadable((long)rate, (long)channels);
        var duration = Number(values, "streams.stream.0.duration") ?? Number(values, "format.duration");
        return new FFprobe($"{format}/{codec}", (int)rate, (int)channels, duration > 0 ? duration : null);
    }

    private static double? Number(Dictionary<string, string> values, string key) =>
        values.TryGetValue(key, out var text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) < 1e12
            ? number
            : null;
}
