using System.Runtime.InteropServices;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Resampling;

/// <summary>
/// Brings mono audio from one rate to <see cref="AudioWindow.Rate"/>. Flat to 10.4 kHz and linear in phase; what lies
/// above 11,025 Hz is gone. At that rate already, samples pass untouched. For one signal; not thread-safe.
/// </summary>
internal sealed class Resampler : IDisposable
{
    // soxr counts bandwidth in shares of the lower Nyquist frequency: 0.9451 × 11,025 Hz = 10.42 kHz.
    private static readonly SoxrQuality Quality = new()
    {
        PrecisionBits = 20,
        PhaseResponse = 50,
        PassbandEnd = 0.9451,
        StopbandBegin = 1.0,
    };

    private readonly SoxrHandle? _soxr;
    private readonly float[] _output = new float[16_384];

    /// <param name="rate">Rate of the input in Hz.</param>
    public Resampler(int rate)
    {
        if (rate == AudioWindow.Rate) return;
        _soxr = LibSoxr.Create(rate, AudioWindow.Rate, 1, out var error, 0, Quality, 0);
        if (_soxr.IsInvalid) throw Failed("soxr_create", error);
    }

    /// <summary>Resamples a stretch that follows the one before, and hands on what comes out.</summary>
    public void Process(ReadOnlySpan<float> input, Action<ReadOnlySpan<float>> emit)
    {
        if (_soxr is null)
        {
            emit(input);
            return;
        }
        while (!input.IsEmpty)
        {
            var (used, made) = Step(_soxr, input);
            input = input[used..];
            if (made > 0) emit(_output.AsSpan(0, made));
        }
    }

    /// <summary>Hands on what the filter still holds when the signal has ended.</summary>
    public void Finish(Action<ReadOnlySpan<float>> emit)
    {
        if (_soxr is null) return;
        // A null input pointer, which an empty span marshals to, tells soxr that the signal ended.
        while (Step(_soxr, default) is (_, > 0 and var made)) emit(_output.AsSpan(0, made));
    }

    /// <inheritdoc/>
    public void Dispose() => _soxr?.Dispose();

    private (int Used, int Made) Step(SoxrHandle handle, ReadOnlySpan<float> input)
    {
        var error = LibSoxr.Process(
            handle, input, (nuint)input.Length, out var used, _output, (nuint)_output.Length, out var made);
        if (error != 0) throw Failed("soxr_process", error);
        return ((int)used, (int)made);
    }

    private static InvalidOperationException Failed(string call, nint error) =>
        new($"{call} failed: {Marshal.PtrToStringUTF8(error) ?? "no reason given"}.");
}
