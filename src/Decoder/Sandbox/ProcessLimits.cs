using System.Runtime.InteropServices;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Sandbox;

/// <summary>What the kernel keeps this process, and the ffmpeg it starts, from exceeding.</summary>
internal static class ProcessLimits
{
    private const int Cpu = 0, FileSize = 1, Data = 2, Core = 4;

    // Writable memory of the runtime's own is about 100 MB; decoding a window adds a few more.
    private const ulong DataBytes = 1UL << 30;

    /// <summary>Sets all limits that do not depend on a request; none can be raised again.</summary>
    public static void Apply()
    {
        Lower(Core, 0);
        Lower(FileSize, 0);   // it writes to pipes alone
        Lower(Data, DataBytes);
    }

    /// <summary>Allows so much processor time from now on; then the kernel ends the process.</summary>
    public static void AllowProcessorTime(TimeSpan time)
    {
        var until = Environment.CpuUsage.TotalTime + time;
        var limit = Get(Cpu);
        Set(Cpu, limit with { Soft = Math.Min((ulong)Math.Ceiling(until.TotalSeconds), limit.Hard) });
    }

    private static void Lower(int resource, ulong value)
    {
        var least = Math.Min(value, Get(resource).Hard);
        Set(resource, new ResourceLimit(least, least));
    }

    private static ResourceLimit Get(int resource)
    {
        if (LibC.GetLimit(resource, out var limit) != 0) throw Failed("getrlimit", resource);
        return limit;
    }

    private static void Set(int resource, ResourceLimit limit)
    {
        if (LibC.SetLimit(resource, limit) != 0) throw Failed("setrlimit", resource);
    }

    private static InvalidOperationException Failed(string call, int resource) =>
        new($"{call}({resource}) failed: {Marshal.GetLastPInvokeErrorMessage()}.");
}
