using GenreQueue.Decoder.Interop;
using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Decoder.Pipes;

/// <summary>The pipes to the parent, and standard error.</summary>
internal static class StandardStreams
{
    private const int Input = 0, Output = 1, Error = 2;
    private const int SetPipeSize = 1031;   // F_SETPIPE_SZ

    /// <summary>Opens the pipe of requests.</summary>
    public static FileStream OpenInput() => new(new SafeFileHandle(Input, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Opens the pipe of answers.</summary>
    public static FileStream OpenOutput() => new(new SafeFileHandle(Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Discards standard error, where decoders print warnings about damaged files, and enlarges the pipe for samples.</summary>
    public static void Prepare()
    {
        using var discard = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        _ = LibC.Duplicate((int)discard.DangerousGetHandle(), Error);
        // If the kernel refuses, decoding only blocks on the pipe more often.
        if (OperatingSystem.IsLinux()) _ = LibC.FileControl(Output, SetPipeSize, 1 << 20);
    }
}
