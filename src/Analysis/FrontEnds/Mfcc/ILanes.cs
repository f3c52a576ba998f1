namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>A register of doubles with one frame of audio in each lane, so that a whole transform runs on several frames at once.</summary>
internal interface ILanes<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Frames that one value holds.</summary>
    static abstract int Count { get; }

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    /// <summary>a·b + c, rounded once where the hardware can.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>c − a·b, rounded once where the hardware can.</summary>
    static abstract T SubtractProduct(T c, T a, T b);

    /// <summary>The same number in every lane.</summary>
    static abstract T Broadcast(double value);

    /// <summary>Natural logarithm, with zeros replaced by the double epsilon 2⁻⁵² first.</summary>
    static abstract T LogOrEpsilon(T value);

    /// <summary>Widens <see cref="Count"/> neighbouring floats.</summary>
    static abstract T Widen(ref float source);

    /// <summary>
    /// Transposes a square: lane f of the k-th result is the k-th double from <paramref name="source"/> + f·<paramref name="stride"/>.
    /// Even k go to <paramref name="even"/>, odd ones to <paramref name="odd"/>.
    /// </summary>
    static abstract void Deinterleave(ref double source, int stride, ref T even, ref T odd);
}
