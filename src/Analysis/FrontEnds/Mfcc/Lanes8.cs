using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Eight frames in a 512-bit register.</summary>
internal readonly struct Lanes8(Vector512<double> value) : ILanes<Lanes8>
{
    private readonly Vector512<double> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 a, Lanes8 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 a, Lanes8 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 a, Lanes8 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 SubtractProduct(Lanes8 c, Lanes8 a, Lanes8 b) => new(Vector512.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LogOrEpsilon(Lanes8 value)
    {
        var v = value._value;
        return new(Vector512.Log(Vector512.ConditionalSelect(Vector512.IsZero(v), Vector512.Create(MelScale.Epsilon), v)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Widen(ref float source) => new(Vector512.WidenLower(Vector256.LoadUnsafe(ref source).ToVector512Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Deinterleave(ref double source, int stride, ref Lanes8 even, ref Lanes8 odd)
    {
        if (!Avx512F.IsSupported)
        {
            for (var k = 0; k < Count; k += 2)
            {
                Unsafe.Add(ref even, k / 2) = Gather(ref Unsafe.Add(ref source, k), stride);
                Unsafe.Add(ref odd, k / 2) = Gather(ref Unsafe.Add(ref source, k + 1), stride);
            }
            return;
        }
        // Transposes pairs of adjacent frames, then pairs of pairs, then the two halves.
        var (a0, a1) = Unpack(ref source, stride);
        var (b0, b1) = Unpack(ref Unsafe.Add(ref source, 2 * stride), stride);
        var (c0, c1) = Unpack(ref Unsafe.Add(ref source, 4 * stride), stride);
        var (d0, d1) = Unpack(ref Unsafe.Add(ref source, 6 * stride), stride);
        Join(a0, b0, c0, d0, ref even);
        Join(a1, b1, c1, d1, ref odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Even, Vector512<double> Odd) Unpack(ref double source, int stride)
    {
        var first = Vector512.LoadUnsafe(ref source);
        var second = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, stride));
        return (Avx512F.UnpackLow(first, second), Avx512F.UnpackHigh(first, second));
    }

    /// <summary>Transposes a 4×4 block of pairs: pair k of the frames (0,1), (2,3), (4,5), (6,7) becomes the k-th result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, ref Lanes8 target)
    {
        const byte evenPairs = 0b10_00_10_00, oddPairs = 0b11_01_11_01;
        var abEven = Avx512F.Shuffle4x128(a, b, evenPairs);
        var abOdd = Avx512F.Shuffle4x128(a, b, oddPairs);
        var cdEven = Avx512F.Shuffle4x128(c, d, evenPairs);
        var cdOdd = Avx512F.Shuffle4x128(c, d, oddPairs);
        target = new(Avx512F.Shuffle4x128(abEven, cdEven, evenPairs));
        Unsafe.Add(ref target, 1) = new(Avx512F.Shuffle4x128(abOdd, cdOdd, evenPairs));
        Unsafe.Add(ref target, 2) = new(Avx512F.Shuffle4x128(abEven, cdEven, oddPairs));
        Unsafe.Add(ref target, 3) = new(Avx512F.Shuffle4x128(abOdd, cdOdd, oddPairs));
    }

    private static Lanes8 Gather(ref double s, int stride) => new(Vector512.Create(
        s, Unsafe.Add(ref s, stride), Unsafe.Add(ref s, 2 * stride), Unsafe.Add(ref s, 3 * stride),
        Unsafe.Add(ref s, 4 * stride), Unsafe.Add(ref s, 5 * stride), Unsafe.Add(ref s, 6 * stride), Unsafe.Add(ref s, 7 * stride)));
}
