using System.Runtime.InteropServices;
using GenreQueue.Decoder.Interop;
using NAudio.Wave;

namespace GenreQueue.Decoder.Resampling;

/// <summary>
/// Resamples a mono source with linear phase; <see cref="ResamplerQuality"/> chooses the pass band. One instance per signal;
/// not thread-safe.
/// </summary>
internal sealed class SoxrSampleProvider : ISampleProvider, IDisposable
{
    /// <summary>Number of samples requested from the source at a time.</summary>
    public const int BlockLength = 8_192;

    private readonly ISampleProvider _source;
    private readonly SoxrHandle _soxr;
    private readonly float[] _input = new float[BlockLength];
    private int _start;
    private int _end;
    private bool _ended;

    /// <param name="source">The signal, one channel.</param>
    /// <param name="outputRate">Rate of the output in Hz.</param>
    public SoxrSampleProvider(ISampleProvider source, int outputRate)
    {
        _source = source;
        WaveFormat = WaveFormat.CreateIeeeFloatWaveFormat(outputRate, channels: 1);
        _soxr = LibSoxr.Create(source.WaveFormat.SampleRate, outputRate, 1, out var error, 0, ResamplerQuality.For(outputRate), 0);
        if (_soxr.IsInvalid) throw Failed("soxr_create", error);
    }

    /// <inheritdoc/>
    public WaveFormat WaveFormat { get; }

    /// <inheritdoc/>
    public int Read(Span<float> buffer)
    {
        var made = 0;
        while (made < buffer.Length)
        {
            if (_start == _end && !_ended) Fill();
            // At the end of the signal the span is empty, which marshals to the null pointer that makes soxr drain its filter.
            var (used, count) = Process(_input.AsSpan(_start, _end - _start), buffer[made..]);
            _start += used;
            made += count;
            if (_ended && count == 0) break;
        }
        return made;
    }

    /// <inheritdoc/>
    public void Dispose() => _soxr.Dispose();

    private void Fill()
    {
        _start = 0;
        _end = _source.Read(_input);
        _ended = _end == 0;
    }

    private (int Used, int Made) Process(ReadOnlySpan<float> input, Span<float> output)
    {
        var error = LibSoxr.Process(
            _soxr, _ended ? default : input, (nuint)input.Length, out var used, output, (nuint)output.Length, out var made);
        if (error != 0) throw Failed("soxr_process", error);
        return ((int)used, (int)made);
    }

    private static InvalidOperationException Failed(string call, nint error) =>
        new($"{call} failed: {Marshal.PtrToStringUTF8(error) ?? "no reason given"}.");
}
