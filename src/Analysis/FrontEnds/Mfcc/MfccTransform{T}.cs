using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Computes the MFCCs of as many frames at once as <typeparamref name="T"/> has lanes.</summary>
/// <remarks>
/// The methods called for each frame are optimised from the first call on. With tiered compilation, the first tracks of a run
/// would take a hundred times longer than the others.
/// </remarks>
internal sealed class MfccTransform<T> : MfccTransform
    where T : unmanaged, ILanes<T>
{
    // Samples are left at full scale ±1; the square of the 16-bit scale, 2¹⁵, is applied to the powers, which is just as exact.
    private const double PowerScale = PowerSpectrum.Scale * 32768 * 32768;

    private static int SignalLength => (T.Count - 1) * FrameStep + PowerSpectrum.FftLength;

    private readonly AlignedBuffer<double> _signal = new(SignalLength);
    private readonly AlignedBuffer<T> _logs = new(MelScale.Filters);
    private readonly PowerSpectrum<T> _spectrum = new();
    private readonly int[] _corners = MelScale.Corners;
    private readonly double[] _cepstrum = MelScale.Cepstrum;
    private readonly double[] _rising = new double[PowerSpectrum.Bins];

    public MfccTransform()
    {
        for (var j = 0; j + 1 < _corners.Length; j++)
        {
            var (left, right) = (_corners[j], _corners[j + 1]);
            for (var bin = left; bin < right; bin++) _rising[bin] = (bin - left) / (double)(right - left);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Compute(ReadOnlySpan<float> samples, double offset, Span<double> output, int stride)
    {
        var frames = FrameCount(samples.Length);
        if (stride < (frames + T.Count - 1) / T.Count * T.Count || output.Length < stride * Coefficients)
        {
            throw new ArgumentException($"An output of {output.Length} numbers with a stride of {stride} is too small for {frames} frames.", nameof(output));
        }
        for (var frame = 0; frame < frames; frame += T.Count)
        {
            Emphasise(samples, frame * FrameStep, offset);
            for (var t = 0; t < PowerSpectrum.FftLength; t += T.Count)
            {
                T.Deinterleave(
                    ref Unsafe.Add(ref _signal.First, t), FrameStep,
                    ref Unsafe.Add(ref _spectrum.Even, t / 2), ref Unsafe.Add(ref _spectrum.Odd, t / 2));
            }
            _spectrum.Transform();
            Put(output, frame, T.LogOrEpsilon(FilterBank()));
            Cepstrum(output, stride, frame);
        }
    }

    /// <summary>Fills the signal buffer with the pre-emphasised samples from <paramref name="start"/> on, padded with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Emphasise(ReadOnlySpan<float> samples, int start, double offset)
    {
        var signal = _signal.Span;
        var available = Math.Clamp(samples.Length - start, 0, signal.Length);
        signal[available..].Clear();
        var t = 0;
        if (start == 0 && available > 0)
        {
            signal[0] = samples[0] - offset;
            t = 1;
        }
        ref var source = ref Unsafe.Add(ref MemoryMarshal.GetReference(samples), start);
        T mean = T.Broadcast(offset), factor = T.Broadcast(PreEmphasis);
        for (; t <= available - T.Count; t += T.Count)
        {
            T current = T.Widen(ref Unsafe.Add(ref source, t)) - mean, previous = T.Widen(ref Unsafe.Add(ref source, t - 1)) - mean;
            Unsafe.As<double, T>(ref signal[t]) = T.SubtractProduct(current, factor, previous);
        }
        for (; t < available; t++) signal[t] = samples[start + t] - offset - PreEmphasis * (samples[start + t - 1] - offset);
    }

    /// <summary>Computes the logarithms of the filters and returns the total power.</summary>
    /// <remarks>
    /// Between two corners one filter falls while the next one rises, with weights that sum to 1. One weighted and one plain sum
    /// therefore give both filters, and the plain sums add up to the total power.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T FilterBank()
    {
        ref var power = ref _spectrum.Power;
        ref var logs = ref _logs.First;
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_rising);
        var corners = _corners;
        var scale = T.Broadcast(PowerScale);
        T total = Unsafe.Add(ref power, PowerSpectrum.Bins - 1), risen = default;
        for (var j = 0; j + 1 < corners.Length; j++)
        {
            T sum = default, rising = default;
            for (var bin = corners[j]; bin < corners[j + 1]; bin++)
            {
                sum += Unsafe.Add(ref power, bin);
                rising = T.MultiplyAdd(Unsafe.Add(ref power, bin), T.Broadcast(Unsafe.Add(ref weights, bin)), rising);
            }
            total += sum;
            if (j > 0) Unsafe.Add(ref logs, j - 1) = T.LogOrEpsilon((risen + (sum - rising)) * scale);
            risen = rising;
        }
        return total * scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cepstrum(Span<double> output, int stride, int frame)
    {
        T c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default;
        T c7 = default, c8 = default, c9 = default, c10 = default, c11 = default, c12 = default;
        ref var logs = ref _logs.First;
        ref var matrix = ref MemoryMarshal.GetArrayDataReference(_cepstrum);
        for (var j = 0; j < MelScale.Filters; j++)
        {
            var log = Unsafe.Add(ref logs, j);
            ref var row = ref Unsafe.Add(ref matrix, j * (Coefficients - 1));
            c1 = T.MultiplyAdd(log, T.Broadcast(row), c1);
            c2 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 1)), c2);
            c3 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 2)), c3);
            c4 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 3)), c4);
            c5 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 4)), c5);
            c6 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 5)), c6);
            c7 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 6)), c7);
            c8 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 7)), c8);
            c9 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 8)), c9);
            c10 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 9)), c10);
            c11 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 10)), c11);
            c12 = T.MultiplyAdd(log, T.Broadcast(Unsafe.Add(ref row, 11)), c12);
        }
        Put(output, stride + frame, c1);
        Put(output, 2 * stride + frame, c2);
        Put(output, 3 * stride + frame, c3);
        Put(output, 4 * stride + frame, c4);
        Put(output, 5 * stride + frame, c5);
        Put(output, 6 * stride + frame, c6);
        Put(output, 7 * stride + frame, c7);
        Put(output, 8 * stride + frame, c8);
        Put(output, 9 * stride + frame, c9);
        Put(output, 10 * stride + frame, c10);
        Put(output, 11 * stride + frame, c11);
        Put(output, 12 * stride + frame, c12);
    }

    private static void Put(Span<double> output, int at, T value) => Unsafe.WriteUnaligned(ref Unsafe.As<double, byte>(ref output[at]), value);
}
