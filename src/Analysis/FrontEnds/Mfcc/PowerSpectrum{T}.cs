using System.Runtime.CompilerServices;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>
/// Power spectrum of 512 real samples, for several frames at once. The even samples are the real parts and the odd samples the
/// imaginary parts of a 256-point complex transform, computed in place as 8·8·4 with decimation in frequency. The last pass
/// separates bins k and 256 − k into the spectrum of the real signal and stores only the powers.
/// </summary>
/// <remarks>Real-input split: Press et al., Numerical Recipes, 3rd ed. 2007, section 12.3. Not thread-safe.</remarks>
internal sealed class PowerSpectrum<T>
    where T : unmanaged, ILanes<T>
{
    private const int N = PowerSpectrum.FftLength / 2;

    private readonly AlignedBuffer<T> _buffer = new(2 * N + PowerSpectrum.Bins);
    private readonly Radix8Pass<T> _first = new(N);
    private readonly Radix8Pass<T> _second = new(N / 8);
    private readonly double[] _splitTwiddles = new double[2 * N];

    public PowerSpectrum()
    {
        for (var k = 0; k < N; k++) (_splitTwiddles[2 * k], _splitTwiddles[2 * k + 1]) = PowerSpectrum.Root(k, PowerSpectrum.FftLength);
    }

    /// <summary>Samples 0, 2, … 510; shape [256]. Overwritten by the transform.</summary>
    public ref T Even => ref _buffer.First;

    /// <summary>Samples 1, 3, … 511; shape [256]. Overwritten by the transform.</summary>
    public ref T Odd => ref Unsafe.Add(ref _buffer.First, N);

    /// <summary>4·|X|² of bins 0 to 256; shape [257]. Multiply by <see cref="PowerSpectrum.Scale"/>.</summary>
    public ref T Power => ref Unsafe.Add(ref _buffer.First, 2 * N);

    /// <summary>Computes <see cref="Power"/> from <see cref="Even"/> and <see cref="Odd"/>.</summary>
    public void Transform()
    {
        _first.Run(ref Even, ref Odd);
        for (var block = 0; block < N; block += N / 8)
        {
            _second.Run(ref Unsafe.Add(ref Even, block), ref Unsafe.Add(ref Odd, block));
        }
        Finish();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish()
    {
        ref var x = ref Even;
        ref var y = ref Odd;
        ref var power = ref Power;
        ref var w = ref _splitTwiddles[0];

        // Bin k = k₀ + 64·m of the complex transform is output m of butterfly k₀, and bin 256 − k is an output of butterfly
        // 64 − k₀. Butterflies 0 and 32 are paired with themselves.
        var own = new Butterfly(ref x, ref y, 0);
        var two = T.Broadcast(2);
        T dc = two * (own.R0 + own.I0), nyquist = two * (own.R0 - own.I0);
        power = dc * dc;
        Unsafe.Add(ref power, N) = nyquist * nyquist;
        T midRe = two * own.R2, midIm = two * own.I2;
        Unsafe.Add(ref power, N / 2) = T.MultiplyAdd(midRe, midRe, midIm * midIm);
        Split(64, own.R1, own.I1, own.R3, own.I3, ref power, ref w);
        own = new Butterfly(ref x, ref y, 32);
        Split(32, own.R0, own.I0, own.R3, own.I3, ref power, ref w);
        Split(96, own.R1, own.I1, own.R2, own.I2, ref power, ref w);
        for (var k = 1; k < 32; k++)
        {
            own = new Butterfly(ref x, ref y, k);
            var mirror = new Butterfly(ref x, ref y, 64 - k);
            Split(k, own.R0, own.I0, mirror.R3, mirror.I3, ref power, ref w);
            Split(k + 64, own.R1, own.I1, mirror.R2, mirror.I2, ref power, ref w);
            Split(k + 128, own.R2, own.I2, mirror.R1, mirror.I1, ref power, ref w);
            Split(k + 192, own.R3, own.I3, mirror.R0, mirror.I0, ref power, ref w);
        }
    }

    /// <summary>Computes the powers of bins k and 256 − k of the real signal from the same bins of the complex transform.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(int k, T ar, T ai, T br, T bi, ref T power, ref double twiddles)
    {
        T wr = T.Broadcast(Unsafe.Add(ref twiddles, 2 * k)), wi = T.Broadcast(Unsafe.Add(ref twiddles, 2 * k + 1));
        T evenRe = ar + br, evenIm = ai - bi, oddRe = ai + bi, oddIm = br - ar;
        T turnedRe = T.SubtractProduct(wr * oddRe, wi, oddIm), turnedIm = T.MultiplyAdd(wr, oddIm, wi * oddRe);
        T re = evenRe + turnedRe, im = evenIm + turnedIm;
        Unsafe.Add(ref power, k) = T.MultiplyAdd(re, re, im * im);
        re = evenRe - turnedRe;
        im = evenIm - turnedIm;
        Unsafe.Add(ref power, N - k) = T.MultiplyAdd(re, re, im * im);
    }

    /// <summary>The four-point transform of the last pass: bins k, k + 64, k + 128 and k + 192.</summary>
    private readonly ref struct Butterfly
    {
        public readonly T R0, I0, R1, I1, R2, I2, R3, I3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Butterfly(ref T re, ref T im, int k)
        {
            // The two radix-8 passes leave bin k at the index with reversed octal digits.
            var place = 32 * (k & 7) + 4 * (k >> 3);
            ref var x = ref Unsafe.Add(ref re, place);
            ref var y = ref Unsafe.Add(ref im, place);
            T c0r = x + Unsafe.Add(ref x, 2), c0i = y + Unsafe.Add(ref y, 2);
            T c1r = x - Unsafe.Add(ref x, 2), c1i = y - Unsafe.Add(ref y, 2);
            T c2r = Unsafe.Add(ref x, 1) + Unsafe.Add(ref x, 3), c2i = Unsafe.Add(ref y, 1) + Unsafe.Add(ref y, 3);
            T c3r = Unsafe.Add(ref x, 1) - Unsafe.Add(ref x, 3), c3i = Unsafe.Add(ref y, 1) - Unsafe.Add(ref y, 3);
            (R0, I0, R2, I2) = (c0r + c2r, c0i + c2i, c0r - c2r, c0i - c2i);
            (R1, I1, R3, I3) = (c1r + c3i, c1i - c3r, c1r - c3i, c1i + c3r);
        }
    }
}
