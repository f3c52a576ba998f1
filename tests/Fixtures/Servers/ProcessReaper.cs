using System.Diagnostics;

namespace GenreQueue.Fixtures.Servers;

/// <summary>Kills the processes that tests have started when the test program dies without cleaning up.</summary>
/// <remarks>A shell reads their process ids from a pipe, which is closed in whatever way this process ends.</remarks>
internal static class ProcessReaper
{
    private const string Script =
        """
        trap '' INT TERM HUP
        pids=' '
        while read -r op pid; do
          case $op in
            add) pids="$pids$pid " ;;
            del) pids=$(printf %s "$pids" | sed "s/ $pid / /") ;;
          esac
        done
        for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
        """;

    private static readonly Lock Gate = new();
    private static Process? _shell;

    internal static void Add(int processId) => Send("add", processId);

    internal static void Remove(int processId) => Send("del", processId);

    private static void Send(string operation, int processId)
    {
        lock (Gate)
        {
            _shell ??= Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true })
                ?? throw new InvalidOperationException("Cannot start /bin/sh.");
            _shell.StandardInput.WriteLine($"{operation} {processId}");
            _shell.StandardInput.Flush();
        }
    }
}
