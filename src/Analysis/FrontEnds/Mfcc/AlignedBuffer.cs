using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis.FrontEnds.Mfcc;

/// <summary>Pinned memory aligned to a cache line, so that vector loads do not straddle two lines.</summary>
internal sealed class AlignedBuffer<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    private readonly byte[] _bytes;
    private readonly int _offset;
    private readonly int _length;

    /// <param name="count">Number of elements, initially zero.</param>
    public AlignedBuffer(int count)
    {
        _length = count * Unsafe.SizeOf<T>();
        _bytes = GC.AllocateArray<byte>(_length + CacheLine, pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
        _offset = (int)(-address & (CacheLine - 1));
    }

    /// <summary>All elements.</summary>
    public Span<T> Span => MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(_offset, _length));

    /// <summary>The first element.</summary>
    public ref T First => ref MemoryMarshal.GetReference(Span);
}
