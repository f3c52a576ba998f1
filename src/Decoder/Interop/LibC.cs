using System.Runtime.InteropServices;

namespace GenreQueue.Decoder.Interop;

/// <summary>Functions of the C library that .NET does not expose.</summary>
internal static partial class LibC
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, in ResourceLimit limit);

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetLimit(int resource, out ResourceLimit limit);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    // The C function is variadic; on Linux such arguments are passed like any others.
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nuint a, nuint b, in FilterProgram c);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int FileControl(int descriptor, int command, int argument);

    [LibraryImport(Library, EntryPoint = "dup2", SetLastError = true)]
    public static partial int Duplicate(int from, int to);

    [LibraryImport(Library, EntryPoint = "setsid", SetLastError = true)]
    public static partial int NewSession();

    [LibraryImport(Library, EntryPoint = "pthread_sigmask")]
    public static partial int SignalMask(int how, ReadOnlySpan<ulong> signals, nint previous);

    /// <summary>Exits at once, without running any more managed code and whatever the other threads are doing.</summary>
    [LibraryImport(Library, EntryPoint = "_exit")]
    public static partial void Exit(int status);
}

/// <summary>Mirrors <c>struct rlimit</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct ResourceLimit(ulong Soft, ulong Hard);

/// <summary>Mirrors <c>struct sock_fprog</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct FilterProgram(ushort Length, nint Instructions);
