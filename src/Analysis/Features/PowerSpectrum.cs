using System.Runtime.CompilerServices;

namespace GenreQueue.Analysis.Features;

internal static class PowerSpectrum
{
    /// <summary>Samples that the transform takes.</summary>
    public const int FftLength = 512;

    /// <summary>Bins from 0 to the Nyquist frequency, both included.</summary>
    public const int Bins = FftLength / 2 + 1;

    /// <summary>What the computed powers must be multiplied by to become |X|²/512.</summary>
    public const double Scale = 1.0 / (4 * FftLength);
}

/// <summary>
/// Power spectrum of 512 real samples of several frames at once. The even samples are taken as real parts and the odd
/// ones as imaginary parts of a 256-point complex transform, which runs in place as 8·8·4, decimated in frequency; its
/// last pass takes bins k and 256 − k apart into the real signal's spectrum and leaves only powers.
/// </summary>
/// <remarks>Real-input split: Press et al., Numerical Recipes, 3rd ed. 2007, section 12.3. Not thread-safe.</remarks>
internal sealed class PowerSpectrum<T>
    where T : unmanaged, ILanes<T>
{
    private const int N = PowerSpectrum.FftLength / 2;
    private const double HalfRoot = 0.70710678118654752440;

    private readonly AlignedBuffer<T> _buffer = new(2 * N + PowerSpectrum.Bins);
    private readonly double[] _firstTwiddles = Twiddles(N);
    private readonly double[] _secondTwiddles = Twiddles(N / 8);
    private readonly double[] _splitTwiddles = new double[2 * N];

    public PowerSpectrum()
    {
        for (var k = 0; k < N; k++) (_splitTwiddles[2 * k], _splitTwiddles[2 * k + 1]) = Root(k, PowerSpectrum.FftLength);
    }

    /// <summary>Samples 0, 2, … 510; shape [256]. Overwritten by the transform.</summary>
    public ref T Even => ref _buffer.First;

    /// <summary>Samples 1, 3, … 511; shape [256]. Overwritten by the transform.</summary>
    public ref T Odd => ref Unsafe.Add(ref _buffer.First, N);

    /// <summary>4·|X|² of bins 0 to 256; shape [257]. Multiply by <see cref="PowerSpectrum.Scale"/>.</summary>
    public ref T Power => ref Unsafe.Add(ref _buffer.First, 2 * N);

    /// <summary>Turns <see cref="Even"/> and <see cref="Odd"/> into <see cref="Power"/>.</summary>
    public void Transform()
    {
        Radix8(ref Even, ref Odd, N / 8, _firstTwiddles);
        for (var block = 0; block < N; block += N / 8)
        {
            Radix8(ref Unsafe.Add(ref Even, block), ref Unsafe.Add(ref Odd, block), N / 64, _secondTwiddles);
        }
        Finish();
    }

    /// <summary>Twiddle factors of a radix-8 pass over n points: for r below n/8, the powers 1 to 7 of exp(−2πi·r/n), re and im.</summary>
    private static double[] Twiddles(int n)
    {
        var twiddles = new double[n / 8 * 14];
        for (var r = 0; r < n / 8; r++)
        {
            for (var p = 1; p < 8; p++) (twiddles[14 * r + 2 * p - 2], twiddles[14 * r + 2 * p - 1]) = Root(r * p, n);
        }
        return twiddles;
    }

    private static (double Re, double Im) Root(int k, int n) => (Math.Cos(2 * Math.PI * k / n), -Math.Sin(2 * Math.PI * k / n));

    private static void Radix8(ref T re, ref T im, int stride, double[] twiddles)
    {
        var half = T.Broadcast(HalfRoot);
        for (var r = 0; r < stride; r++)
        {
            ref var x = ref Unsafe.Add(ref re, r);
            ref var y = ref Unsafe.Add(ref im, r);
            ref var w = ref twiddles[14 * r];

            T a0r = x + Unsafe.Add(ref x, 4 * stride), a0i = y + Unsafe.Add(ref y, 4 * stride);
            T b0r = x - Unsafe.Add(ref x, 4 * stride), b0i = y - Unsafe.Add(ref y, 4 * stride);
            T a1r = Unsafe.Add(ref x, stride) + Unsafe.Add(ref x, 5 * stride), a1i = Unsafe.Add(ref y, stride) + Unsafe.Add(ref y, 5 * stride);
            T b1r = Unsafe.Add(ref x, stride) - Unsafe.Add(ref x, 5 * stride), b1i = Unsafe.Add(ref y, stride) - Unsafe.Add(ref y, 5 * stride);
            T a2r = Unsafe.Add(ref x, 2 * stride) + Unsafe.Add(ref x, 6 * stride), a2i = Unsafe.Add(ref y, 2 * stride) + Unsafe.Add(ref y, 6 * stride);
            T b2r = Unsafe.Add(ref x, 2 * stride) - Unsafe.Add(ref x, 6 * stride), b2i = Unsafe.Add(ref y, 2 * stride) - Unsafe.Add(ref y, 6 * stride);
            T a3r = Unsafe.Add(ref x, 3 * stride) + Unsafe.Add(ref x, 7 * stride), a3i = Unsafe.Add(ref y, 3 * stride) + Unsafe.Add(ref y, 7 * stride);
            T b3r = Unsafe.Add(ref x, 3 * stride) - Unsafe.Add(ref x, 7 * stride), b3i = Unsafe.Add(ref y, 3 * stride) - Unsafe.Add(ref y, 7 * stride);

            // Even outputs: a four-point transform of the sums.
            T c0r = a0r + a2r, c0i = a0i + a2i, c1r = a0r - a2r, c1i = a0i - a2i;
            T c2r = a1r + a3r, c2i = a1i + a3i, c3r = a1r - a3r, c3i = a1i - a3i;
            x = c0r + c2r;
            y = c0i + c2i;
            Store(ref Unsafe.Add(ref x, 4 * stride), ref Unsafe.Add(ref y, 4 * stride), c0r - c2r, c0i - c2i, ref Unsafe.Add(ref w, 6));
            Store(ref Unsafe.Add(ref x, 2 * stride), ref Unsafe.Add(ref y, 2 * stride), c1r + c3i, c1i - c3r, ref Unsafe.Add(ref w, 2));
            Store(ref Unsafe.Add(ref x, 6 * stride), ref Unsafe.Add(ref y, 6 * stride), c1r - c3i, c1i + c3r, ref Unsafe.Add(ref w, 10));

            // Odd outputs: the differences turned by eighths; the root of one half is applied once, in the last sums.
            T d1r = b1r + b1i, d1i = b1i - b1r, d3r = b3i - b3r, d3i = b3r + b3i;
            T e0r = b0r + b2i, e0i = b0i - b2r, e1r = b0r - b2i, e1i = b0i + b2r;
            T e2r = d1r + d3r, e2i = d1i - d3i, e3r = d1r - d3r, e3i = d1i + d3i;
            Store(ref Unsafe.Add(ref x, stride), ref Unsafe.Add(ref y, stride), T.MultiplyAdd(half, e2r, e0r), T.MultiplyAdd(half, e2i, e0i), ref w);
            Store(ref Unsafe.Add(ref x, 5 * stride), ref Unsafe.Add(ref y, 5 * stride), T.SubtractProduct(e0r, half, e2r), T.SubtractProduct(e0i, half, e2i), ref Unsafe.Add(ref w, 8));
            Store(ref Unsafe.Add(ref x, 3 * stride), ref Unsafe.Add(ref y, 3 * stride), T.MultiplyAdd(half, e3i, e1r), T.SubtractProduct(e1i, half, e3r), ref Unsafe.Add(ref w, 4));
            Store(ref Unsafe.Add(ref x, 7 * stride), ref Unsafe.Add(ref y, 7 * stride), T.SubtractProduct(e1r, half, e3i), T.MultiplyAdd(half, e3r, e1i), ref Unsafe.Add(ref w, 12));
        }
    }

    /// <summary>Stores a complex value times a twiddle factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref T x, ref T y, T re, T im, ref double twiddle)
    {
        T wr = T.Broadcast(twiddle), wi = T.Broadcast(Unsafe.Add(ref twiddle, 1));
        x = T.SubtractProduct(re * wr, im, wi);
        y = T.MultiplyAdd(re, wi, im * wr);
    }

    private void Finish()
    {
        ref var x = ref Even;
        ref var y = ref Odd;
        ref var power = ref Power;
        ref var w = ref _splitTwiddles[0];

        // Bin k = k₀ + 64·m of the complex transform is output m of the butterfly at Place(k₀); bin 256 − k comes out of
        // the butterfly of 64 − k₀. Butterflies 0 and 32 are their own partners.
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

    /// <summary>From bins k and 256 − k of the complex transform, the powers of the real signal's bins k and 256 − k.</summary>
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

    /// <summary>The last pass's four-point transform: bins k, k + 64, k + 128 and k + 192.</summary>
    private readonly ref struct Butterfly
    {
        public readonly T R0, I0, R1, I1, R2, I2, R3, I3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Butterfly(ref T re, ref T im, int k)
        {
            // The two radix-8 passes leave bin k at its octal digits reversed.
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
