using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GenreQueue.Fixtures.Servers;

/// <summary>Signals that tests send to programs; numbers of Linux, and of macOS but for Stop and Continue.</summary>
public enum Signal
{
    /// <summary>SIGINT.</summary>
    Interrupt = 2,

    /// <summary>SIGQUIT.</summary>
    Quit = 3,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM.</summary>
    Terminate = 15,

    /// <summary>SIGCONT.</summary>
    Continue = 18,

    /// <summary>SIGSTOP.</summary>
    Stop = 19,
}

internal static partial class NativeMethods
{
    private const int NoSuchProcess = 3;

    /// <summary>Sends a signal; a process that is gone already is no error.</summary>
    internal static void Send(int processId, Signal signal)
    {
        if (Kill(processId, (int)signal) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess) throw new Win32Exception(error, $"Cannot send {signal} to process {processId}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
