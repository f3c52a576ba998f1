using System.Runtime.InteropServices;

namespace GenreQueue.Decoder.Interop;

/// <summary>The part of libsndfile's C interface (<c>sndfile.h</c>) that reading needs.</summary>
internal static partial class LibSndFile
{
    public const int ModeRead = 0x10;
    public const int SeekFromStart = 0;
    public const int ContainerMask = 0x0FFF0000;
    public const int EncodingMask = 0x0000FFFF;

    /// <summary>Value of <c>frames</c> if the length is unknown.</summary>
    public const long UnknownFrames = long.MaxValue;

    [LibraryImport(DecoderLibraries.SndFile, EntryPoint = "sf_open_fd")]
    public static partial SndFileHandle OpenDescriptor(int descriptor, int mode, ref SndFileInfo info, int closeDescriptor);

    [LibraryImport(DecoderLibraries.SndFile, EntryPoint = "sf_seek")]
    public static partial long Seek(SndFileHandle file, long frames, int whence);

    [LibraryImport(DecoderLibraries.SndFile, EntryPoint = "sf_readf_float")]
    public static partial long ReadFloat(SndFileHandle file, Span<float> interleaved, long frames);

    [LibraryImport(DecoderLibraries.SndFile, EntryPoint = "sf_close")]
    public static partial int Close(nint file);

    [LibraryImport(DecoderLibraries.SndFile, EntryPoint = "sf_version_string")]
    public static partial nint Version();
}

/// <summary>Mirrors <c>SF_INFO</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SndFileInfo
{
    public long Frames;
    public int SampleRate;
    public int Channels;
    public int Format;
    public int Sections;
    public int Seekable;
}

/// <summary>Owns a <c>SNDFILE*</c>; the caller owns the file descriptor.</summary>
internal sealed class SndFileHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => LibSndFile.Close(handle) == 0;
}
