using System.Runtime.InteropServices;

namespace GenreQueue.Decoder.Interop;

/// <summary>The part of libsoxr's C interface (<c>soxr.h</c>) that streaming needs.</summary>
internal static partial class LibSoxr
{
    [LibraryImport(DecoderLibraries.Soxr, EntryPoint = "soxr_create")]
    public static partial SoxrHandle Create(
        double inputRate, double outputRate, uint channels, out nint error, nint inputAndOutput, in SoxrQuality quality, nint runtime);

    [LibraryImport(DecoderLibraries.Soxr, EntryPoint = "soxr_process")]
    public static partial nint Process(
        SoxrHandle resampler, ReadOnlySpan<float> input, nuint inputLength, out nuint inputUsed,
        Span<float> output, nuint outputLength, out nuint outputMade);

    [LibraryImport(DecoderLibraries.Soxr, EntryPoint = "soxr_delete")]
    public static partial void Delete(nint resampler);

    [LibraryImport(DecoderLibraries.Soxr, EntryPoint = "soxr_version")]
    public static partial nint Version();
}

/// <summary>Mirrors <c>soxr_quality_spec_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SoxrQuality
{
    public double PrecisionBits;
    public double PhaseResponse;
    public double PassbandEnd;
    public double StopbandBegin;
    public nint Reserved;
    public CULong Flags;
}

/// <summary>Owns a <c>soxr_t</c>.</summary>
internal sealed class SoxrHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibSoxr.Delete(handle);
        return true;
    }
}
