using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace GenreQueue.Cli.Concurrency;

/// <summary>How much a run gives way to other programs.</summary>
internal enum Priority
{
    /// <summary>Other programs go first.</summary>
    [JsonStringEnumMemberName("low")] Low,

    /// <summary>The run competes with other programs.</summary>
    [JsonStringEnumMemberName("normal")] Normal,
}

/// <summary>Lowers the priority of this process.</summary>
internal static partial class ProcessPriority
{
    private const int OfProcess = 0, Nice = 10;

    /// <summary>Lets other programs go first. Processes that are started afterwards inherit it.</summary>
    public static void Lower()
    {
        if (!OperatingSystem.IsLinux())
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            process.PriorityClass = System.Diagnostics.ProcessPriorityClass.BelowNormal;
            return;
        }
        // On Linux each thread has a priority of its own, and gives it to the threads and processes that it starts. If a
        // thread has ended meanwhile, or the system does not permit the change, the run goes on with the usual priority.
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            _ = SetPriority(OfProcess, uint.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), Nice);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, uint who, int priority);
}
