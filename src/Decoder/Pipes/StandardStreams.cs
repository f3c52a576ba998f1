using GenreQueue.Decoder.Interop;
using Microsoft.Win32.SafeHandles;

namespace GenreQueue.Decoder.Pipes;

/// <summary>The pipes to the parent, and what native code may print.</summary>
internal static class StandardStreams
{
    private const int Input = 0, Output = 1, Error = 2;
    private const int SetPipeSize = 1031;   // F_SETPIPE_SZ

    /// <summary>Requests.</summary>
    public static FileStream OpenInput() => new(new SafeFileHandle(Input, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Answers.</summary>
    public static FileStream OpenOutput() => new(new SafeFileHandle(Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Silences standard error, where decoders complain of each odd byte, and widens the pipe for samples.</summary>
    public static void Prepare()
    {
        using var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        _ = LibC.Duplicate((int)nothing.DangerousGetHandle(), Error);
        // Where the kernel does not allow it, decoding waits for its reader a little more often.
        if (OperatingSystem.IsLinux()) _ = LibC.FileControl(Output, SetPipeSize, 1 << 20);
    }
}
