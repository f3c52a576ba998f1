using System.Runtime.CompilerServices;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>
/// One pass of a complex Fourier transform with decimation in frequency: eight-point transforms of values n/8 apart, with each
/// output multiplied by its twiddle factor. Output p of each replaces input p.
/// </summary>
/// <param name="points">Number of points of the whole transform, n.</param>
internal sealed class Radix8Pass<T>(int points)
    where T : unmanaged, ILanes<T>
{
    private const double HalfRoot = 0.70710678118654752440;

    private readonly double[] _twiddles = Twiddles(points);

    /// <param name="re">Real parts; shape [n], overwritten.</param>
    /// <param name="im">Imaginary parts; same shape.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(ref T re, ref T im)
    {
        var stride = points / 8;
        var half = T.Broadcast(HalfRoot);
        for (var r = 0; r < stride; r++)
        {
            ref var x = ref Unsafe.Add(ref re, r);
            ref var y = ref Unsafe.Add(ref im, r);
            ref var w = ref _twiddles[14 * r];

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

            // Odd outputs: the differences rotated by multiples of π/4; √½ is applied only in the final sums.
            T d1r = b1r + b1i, d1i = b1i - b1r, d3r = b3i - b3r, d3i = b3r + b3i;
            T e0r = b0r + b2i, e0i = b0i - b2r, e1r = b0r - b2i, e1i = b0i + b2r;
            T e2r = d1r + d3r, e2i = d1i - d3i, e3r = d1r - d3r, e3i = d1i + d3i;
            Store(ref Unsafe.Add(ref x, stride), ref Unsafe.Add(ref y, stride), T.MultiplyAdd(half, e2r, e0r), T.MultiplyAdd(half, e2i, e0i), ref w);
            Store(ref Unsafe.Add(ref x, 5 * stride), ref Unsafe.Add(ref y, 5 * stride), T.SubtractProduct(e0r, half, e2r), T.SubtractProduct(e0i, half, e2i), ref Unsafe.Add(ref w, 8));
            Store(ref Unsafe.Add(ref x, 3 * stride), ref Unsafe.Add(ref y, 3 * stride), T.MultiplyAdd(half, e3i, e1r), T.SubtractProduct(e1i, half, e3r), ref Unsafe.Add(ref w, 4));
            Store(ref Unsafe.Add(ref x, 7 * stride), ref Unsafe.Add(ref y, 7 * stride), T.SubtractProduct(e1r, half, e3i), T.MultiplyAdd(half, e3r, e1i), ref Unsafe.Add(ref w, 12));
        }
    }

    /// <summary>Stores the product of a complex value and a twiddle factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref T x, ref T y, T re, T im, ref double twiddle)
    {
        T wr = T.Broadcast(twiddle), wi = T.Broadcast(Unsafe.Add(ref twiddle, 1));
        x = T.SubtractProduct(re * wr, im, wi);
        y = T.MultiplyAdd(re, wi, im * wr);
    }

    /// <summary>Twiddle factors of a radix-8 pass over n points: the powers 1 to 7 of exp(−2πi·r/n) for each r below n/8, real and imaginary parts.</summary>
    private static double[] Twiddles(int n)
    {
        var twiddles = new double[n / 8 * 14];
        for (var r = 0; r < n / 8; r++)
        {
            for (var p = 1; p < 8; p++) (twiddles[14 * r + 2 * p - 2], twiddles[14 * r + 2 * p - 1]) = PowerSpectrum.Root(r * p, n);
        }
        return twiddles;
    }
}
