using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GenreQueue.Fixtures.Audio;

/// <summary>Encodes test audio with the <c>ffmpeg</c> program.</summary>
public static class AudioEncoder
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Writes <paramref name="audio"/> to <paramref name="path"/>, whose extension is ignored.</summary>
    /// <returns><paramref name="path"/>.</returns>
    public static string Encode(TestAudio audio, AudioEncoding encoding, string path) => Encode(audio, path, Arguments(encoding));

    /// <summary>Encodes with the given output arguments of ffmpeg, such as <c>-c:a libmp3lame -b:a 192k -f mp3</c>.</summary>
    public static string Encode(TestAudio audio, string path, params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardInput = true, RedirectStandardError = true };
        string[] input =
        [
            "-v", "error", "-y",
            "-f", "f32le", "-ar", Number(audio.Rate), "-ac", Number(audio.Channels), "-i", "pipe:0",
        ];
        foreach (var argument in (string[])[.. input, .. arguments, "file:" + path]) start.ArgumentList.Add(argument);

        using var ffmpeg = Process.Start(start) ?? throw new InvalidOperationException("ffmpeg did not start.");
        using var limit = new Timer(_ => ffmpeg.Kill(), null, Limit, Timeout.InfiniteTimeSpan);
        var error = ffmpeg.StandardError.ReadToEndAsync();
        using (var stdin = ffmpeg.StandardInput.BaseStream)
        {
            try
            {
                stdin.Write(MemoryMarshal.AsBytes<float>(audio.Samples));
            }
            catch (IOException)
            {
                // ffmpeg exited early; the exception below carries its error output.
            }
        }
        ffmpeg.WaitForExit();
        if (ffmpeg.ExitCode != 0) throw new InvalidOperationException($"ffmpeg could not encode: {error.Result}");
        return path;
    }

    private static string[] Arguments(AudioEncoding encoding) => encoding switch
    {
        AudioEncoding.WavPcm8 => ["-c:a", "pcm_u8", "-f", "wav"],
        AudioEncoding.WavPcm16 => ["-c:a", "pcm_s16le", "-f", "wav"],
        AudioEncoding.WavPcm24 => ["-c:a", "pcm_s24le", "-f", "wav"],
        AudioEncoding.WavPcm32 => ["-c:a", "pcm_s32le", "-f", "wav"],
        AudioEncoding.WavFloat32 => ["-c:a", "pcm_f32le", "-f", "wav"],
        AudioEncoding.WavFloat64 => ["-c:a", "pcm_f64le", "-f", "wav"],
        AudioEncoding.WavAlaw => ["-c:a", "pcm_alaw", "-f", "wav"],
        AudioEncoding.AiffPcm16 => ["-c:a", "pcm_s16be", "-f", "aiff"],
        AudioEncoding.AiffPcm24 => ["-c:a", "pcm_s24be", "-f", "aiff"],
        AudioEncoding.AuPcm16 => ["-c:a", "pcm_s16be", "-f", "au"],
        AudioEncoding.AuMulaw => ["-c:a", "pcm_mulaw", "-f", "au"],
        AudioEncoding.Flac16 => ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"],
        AudioEncoding.Flac24 => ["-c:a", "flac", "-sample_fmt", "s32", "-f", "flac"],
        AudioEncoding.OggVorbis => ["-c:a", "libvorbis", "-q:a", "5", "-f", "ogg"],
        AudioEncoding.OggFlac => ["-c:a", "flac", "-f", "ogg"],
        AudioEncoding.OggOpus => ["-c:a", "libopus", "-b:a", "128k", "-f", "opus"],
        AudioEncoding.Mp3 => ["-c:a", "libmp3lame", "-b:a", "192k", "-f", "mp3"],
        AudioEncoding.Mp3Vbr => ["-c:a", "libmp3lame", "-q:a", "2", "-f", "mp3"],
        AudioEncoding.M4aAac => ["-c:a", "aac", "-b:a", "192k", "-f", "ipod"],
        AudioEncoding.M4aAlac => ["-c:a", "alac", "-f", "ipod"],
        AudioEncoding.AdtsAac => ["-c:a", "aac", "-b:a", "192k", "-f", "adts"],
        AudioEncoding.Wma => ["-c:a", "wmav2", "-b:a", "192k", "-f", "asf"],
        AudioEncoding.WavPack => ["-c:a", "wavpack", "-f", "wv"],
        AudioEncoding.Ac3 => ["-c:a", "ac3", "-f", "ac3"],
        AudioEncoding.Tta => ["-c:a", "tta", "-f", "tta"],
        AudioEncoding.MatroskaVorbis => ["-c:a", "libvorbis", "-f", "matroska"],
        AudioEncoding.WebmOpus => ["-c:a", "libopus", "-f", "webm"],
        AudioEncoding.Mp4Video => [.. Picture, "-c:v", "mpeg4", "-c:a", "aac", "-b:a", "192k", "-shortest", "-f", "mp4"],
        AudioEncoding.MatroskaVideoOnly => [.. Picture, "-c:v", "mpeg4", "-map", "1:v", "-t", "2", "-f", "matroska"],
        AudioEncoding.Mp2 => ["-c:a", "mp2", "-b:a", "192k", "-f", "mp2"],
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "Unknown encoding."),
    };

    private static string[] Picture => ["-f", "lavfi", "-i", "color=c=navy:s=64x64:r=5"];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
