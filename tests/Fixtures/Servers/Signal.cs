using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GenreQueue.Fixtures.Servers;

/// <summary>Signals that tests send to programs. The numbers are those of Linux; on macOS, Stop and Continue differ.</summary>
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

    /// <summary>Sends a signal; does nothing when the process has exited.</summary>
    internal static void Send(int processId, Signal signal)
    {
        if (Kill(processId, (int)signal) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        if (error != NoSuchProcess) throw new Win32Exception(error, $"Cannot send {signal} to process {processId}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
