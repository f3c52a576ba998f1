using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GenreQueue.Analysis.Decoding;
using NAudio.Wave;

namespace GenreQueue.Decoder.Readers;

/// <summary>
/// Reads formats that libsndfile does not: M4A, WMA, APE, WavPack, DSF, the audio of video files. An <c>ffmpeg</c> process
/// seeks, decodes and averages the channels, and writes mono float samples to a pipe.
/// </summary>
internal sealed class FFmpegReader : IAudioReader
{
    private const int EndedBySignal = 128;

    private readonly string _path;
    private Process? _ffmpeg;

    private FFmpegReader(string path, FFprobe probe)
    {
        _path = path;
        Info = new AudioInfo(probe.Format, "ffmpeg", probe.SampleRate, probe.Channels, probe.DurationSeconds);
        DeclaredFrames = (long?)(probe.DurationSeconds * probe.SampleRate);
        WaveFormat = WaveFormat.CreateIeeeFloatWaveFormat(probe.SampleRate, channels: 1);
    }

    /// <inheritdoc/>
    public AudioInfo Info { get; }

    /// <inheritdoc/>
    public long? DeclaredFrames { get; }

    /// <summary>The format of the pipe: mono, whatever the number of channels in the file.</summary>
    public WaveFormat WaveFormat { get; }

    /// <exception cref="AudioException">There is no audio stream, or FFmpeg does not support the format or is not allowed to read it.</exception>
    public static FFmpegReader Open(string path) => new(path, FFprobe.Run(path));

    /// <inheritdoc/>
    public bool Seek(long frame)
    {
        Start((double)frame / Info.SampleRate);
        return true;
    }

    /// <inheritdoc/>
    public void Rewind() => Start(0);

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        if (_ffmpeg is null) return 0;
        var bytes = MemoryMarshal.AsBytes(buffer);
        var length = _ffmpeg.StandardOutput.BaseStream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length < bytes.Length)
        {
            _ffmpeg.WaitForExit();
            if (_ffmpeg.ExitCode >= EndedBySignal) throw AudioFaults.Crashed();
        }
        return length / sizeof(float);
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Start(double second)
    {
        Stop();
        // ffprobe gets no codec list: it rejects a file if it may not open the codec of every stream.
        string[] input =
        [
            "-nostdin", "-threads", "1", "-codec_whitelist", FFmpegProgram.Codecs, .. second > 0 ? (string[])["-ss", Number(second)] : [],
        ];
        string[] output =
        [
            // No time limit: a seek lands early or late, and this process stops reading once the window is full.
            "-map", "0:a:0", "-filter_threads", "1", "-af", MeanOfChannels(), "-ar", Number(Info.SampleRate), "-f", "f32le", "pipe:1",
        ];
        _ffmpeg = FFmpegProgram.Start("ffmpeg", input, _path, output);
    }

    private void Stop()
    {
        if (_ffmpeg is null) return;
        _ffmpeg.Kill();
        _ffmpeg.Dispose();
        _ffmpeg = null;
    }

    // FFmpeg's own downmix weights channels by their position. The pan filter with '<' gives equal weights that sum to 1;
    // numbered channels need no layout. Conversion to float comes first, as pan otherwise rounds to the format of the file.
    private string MeanOfChannels()
    {
        var sum = string.Join('+', Enumerable.Range(0, Info.Channels).Select(channel => "c" + Number(channel)));
        return "aformat=sample_fmts=fltp,pan=mono|c0<" + sum;
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
