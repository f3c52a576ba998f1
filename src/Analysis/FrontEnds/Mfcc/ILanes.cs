namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>A vector register of doubles with one audio frame per lane, so that a transform processes several frames at once.</summary>
internal interface ILanes<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    /// <summary>a·b + c, with a single rounding where the hardware supports it.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>c − a·b, with a single rounding where the hardware supports it.</summary>
    static abstract T SubtractProduct(T c, T a, T b);

    /// <summary>The same value in every lane.</summary>
    static abstract T Broadcast(double value);

    /// <summary>Natural logarithm, after replacing zeros by the double epsilon 2⁻⁵².</summary>
    static abstract T LogOrEpsilon(T value);

    /// <summary>Converts <see cref="Count"/> consecutive floats to doubles.</summary>
    static abstract T Widen(ref float source);

    /// <summary>
    /// Transposes a square block: lane f of the k-th result is the k-th double from <paramref name="source"/> + f·<paramref name="stride"/>.
    /// Even k go to <paramref name="even"/>, odd ones to <paramref name="odd"/>.
    /// </summary>
    static abstract void Deinterleave(ref double source, int stride, ref T even, ref T odd);
}
