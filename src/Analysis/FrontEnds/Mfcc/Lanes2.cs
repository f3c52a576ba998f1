using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Two frames in a 128-bit register; without hardware support the runtime computes lane by lane.</summary>
internal readonly struct Lanes2(Vector128<double> value) : ILanes<Lanes2>
{
    private readonly Vector128<double> _value = value;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator +(Lanes2 a, Lanes2 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator -(Lanes2 a, Lanes2 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator *(Lanes2 a, Lanes2 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 MultiplyAdd(Lanes2 a, Lanes2 b, Lanes2 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 SubtractProduct(Lanes2 c, Lanes2 a, Lanes2 b) => new(Vector128.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Broadcast(double value) => new(Vector128.Create(value));

    /// <remarks>Computed lane by lane: at this width the vector logarithm of the runtime is ten times slower than the scalar one.</remarks>
    public static Lanes2 LogOrEpsilon(Lanes2 value) => new(Vector128.Create(LogOrEpsilon(value._value[0]), LogOrEpsilon(value._value[1])));

    private static double LogOrEpsilon(double value) => Math.Log(value == 0 ? MelScale.Epsilon : value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Widen(ref float source) => new(Vector128.WidenLower(Vector64.LoadUnsafe(ref source).ToVector128Unsafe()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Deinterleave(ref double source, int stride, ref Lanes2 even, ref Lanes2 odd)
    {
        even = new(Vector128.Create(source, Unsafe.Add(ref source, stride)));
        odd = new(Vector128.Create(Unsafe.Add(ref source, 1), Unsafe.Add(ref source, stride + 1)));
    }
}
