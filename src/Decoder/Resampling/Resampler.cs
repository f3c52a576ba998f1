using System.Runtime.InteropServices;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Resampling;

/// <summary>
/// Resamples mono audio with linear phase; see <see cref="ResamplerQuality"/> for the pass band. Samples that already have
/// the output rate pass through unchanged. One instance per signal; not thread-safe.
/// </summary>
internal sealed class Resampler : IDisposable
{
    private readonly SoxrHandle? _soxr;
    private readonly float[] _output = new float[16_384];

    /// <param name="inputRate">Rate of the input in Hz.</param>
    /// <param name="outputRate">Rate of the output in Hz.</param>
    public Resampler(int inputRate, int outputRate)
    {
        if (inputRate == outputRate) return;
        _soxr = LibSoxr.Create(inputRate, outputRate, 1, out var error, 0, ResamplerQuality.For(outputRate), 0);
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
