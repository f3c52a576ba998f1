using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Decoder.Readers;

/// <summary>
/// Reads what libsndfile does not: M4A, WMA, APE, WavPack, DSF, the audio of video files. An <c>ffmpeg</c> process seeks,
/// decodes and takes the mean of the channels; its float frames come through a pipe.
/// </summary>
internal sealed class FFmpegReader : AudioReader
{
    private const int EndedBySignal = 128;

    private readonly string _path;
    private Process? _ffmpeg;

    private FFmpegReader(string path, FFprobe probe)
    {
        this._path = path;
        Info = new AudioInfo(probe.Format, "ffmpeg", probe.SampleRate, probe.Channels, probe.DurationSeconds);
        DeclaredFrames = (long?)(probe.DurationSeconds * probe.SampleRate);
    }

    /// <inheritdoc/>
    public override AudioInfo Info { get; }

    /// <inheritdoc/>
    public override long? DeclaredFrames { get; }

    /// <exception cref="AudioException">There is no audio stream, or FFmpeg cannot or may not read the file.</exception>
    public static FFmpegReader Open(string path) => new(path, FFprobe.Run(path));

    /// <inheritdoc/>
    public override bool Seek(long frame)
    {
        Start((double)frame / Info.SampleRate);
        return true;
    }

    /// <inheritdoc/>
    public override void Rewind() => Start(0);

    /// <inheritdoc/>
    public override int Read(Span<float> mono)
    {
        if (_ffmpeg is null) return 0;
        var bytes = MemoryMarshal.AsBytes(mono);
        var length = _ffmpeg.StandardOutput.BaseStream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length < bytes.Length)
        {
            _ffmpeg.WaitForExit();
            if (_ffmpeg.ExitCode >= EndedBySignal) throw AudioFaults.Crashed();
        }
        return length / sizeof(float);
    }

    /// <inheritdoc/>
    public override void Dispose() => Stop();

    private void Start(double second)
    {
        Stop();
        // ffprobe cannot have this list: it refuses a file when it may not open the decoder of every stream.
        string[] input =
        [
            "-nostdin", "-threads", "1", "-codec_whitelist", FFmpegProgram.Codecs, .. second > 0 ? (string[])["-ss", Number(second)] : [],
        ];
        string[] output =
        [
            // No time limit: seeking lands early or late, and reading stops when there is enough.
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

    // FFmpeg's own mix to mono weighs the channels by their places. The pan filter with '<' gives equal weights that sum
    // to 1; channels by number need no layout, and floats first, else it rounds to the format of the file.
    private string MeanOfChannels()
    {
        var sum = string.Join('+', Enumerable.Range(0, Info.Channels).Select(channel => "c" + Number(channel)));
        return "aformat=sample_fmts=fltp,pan=mono|c0<" + sum;
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
