using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Four frames in a 256-bit register.</summary>
internal readonly struct Lanes4(Vector256<double> value) : ILanes<Lanes4>
{
    private readonly Vector256<double> _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 SubtractProduct(Lanes4 c, Lanes4 a, Lanes4 b) => new(Vector256.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LogOrEpsilon(Lanes4 value)
    {
        var v = value._value;
        return new(Vector256.Log(Vector256.ConditionalSelect(Vector256.IsZero(v), Vector256.Create(MelScale.Epsilon), v)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Widen(ref float source) => new(Vector256.WidenLower(Vector128.LoadUnsafe(ref source).ToVector256Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Deinterleave(ref double source, int stride, ref Lanes4 even, ref Lanes4 odd)
    {
        if (!Avx.IsSupported)
        {
            even = Gather(ref source, stride);
            odd = Gather(ref Unsafe.Add(ref source, 1), stride);
            Unsafe.Add(ref even, 1) = Gather(ref Unsafe.Add(ref source, 2), stride);
            Unsafe.Add(ref odd, 1) = Gather(ref Unsafe.Add(ref source, 3), stride);
            return;
        }
        const byte lowHalves = 0x20, highHalves = 0x31;
        var a = Vector256.LoadUnsafe(ref source);
        var b = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, stride));
        var c = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 2 * stride));
        var d = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, 3 * stride));
        var (ab, cd) = (Avx.UnpackLow(a, b), Avx.UnpackLow(c, d));
        even = new(Avx.Permute2x128(ab, cd, lowHalves));
        Unsafe.Add(ref even, 1) = new(Avx.Permute2x128(ab, cd, highHalves));
        (ab, cd) = (Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d));
        odd = new(Avx.Permute2x128(ab, cd, lowHalves));
        Unsafe.Add(ref odd, 1) = new(Avx.Permute2x128(ab, cd, highHalves));
    }

    private static Lanes4 Gather(ref double s, int stride) =>
        new(Vector256.Create(s, Unsafe.Add(ref s, stride), Unsafe.Add(ref s, 2 * stride), Unsafe.Add(ref s, 3 * stride)));
}
