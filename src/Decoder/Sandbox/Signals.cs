using System.Runtime.InteropServices;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Sandbox;

/// <summary>
/// Ignores the signals that ask a process to stop. A terminal sends Ctrl+C to every process, and a service manager sends
/// SIGTERM to every process of a service; the parent decides whether the current file is finished, and closes the pipe when
/// this process should exit.
/// </summary>
internal sealed class Signals : IDisposable
{
    private const int Block = 0;   // SIG_BLOCK of Linux

    private readonly PosixSignalRegistration[] _registrations =
    [
        .. ((PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP])
            .Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = true)),
    ];

    private Signals()
    {
    }

    /// <summary>Ignores the signals from now on. Call it on the thread that will start ffmpeg.</summary>
    public static Signals LeaveToParent()
    {
        _ = LibC.NewSession();
        if (OperatingSystem.IsLinux())
        {
            // A program inherits the signal mask of the thread that starts it, and ffmpeg does not change it.
            const int hangup = 1, interrupt = 2, quit = 3, terminate = 15;
            var mask = new ulong[16];   // sigset_t, 1,024 bits
            mask[0] = 1UL << (hangup - 1) | 1UL << (interrupt - 1) | 1UL << (quit - 1) | 1UL << (terminate - 1);
            _ = LibC.SignalMask(Block, mask, 0);
        }
        return new Signals();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }
}
