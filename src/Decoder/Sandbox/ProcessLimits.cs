using System.Runtime.InteropServices;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Sandbox;

/// <summary>Kernel limits on this process and on the ffmpeg processes that it starts.</summary>
internal static class ProcessLimits
{
    private const int Cpu = 0, FileSize = 1, Data = 2, Core = 4;

    // The runtime itself needs about 100 MB of writable memory, and decoding a window a few more.
    private const ulong DataBytes = 1UL << 30;

    /// <summary>Sets the limits that do not depend on a request. They cannot be raised again.</summary>
    public static void Apply()
    {
        Lower(Core, 0);
        Lower(FileSize, 0);   // it writes only to pipes
        Lower(Data, DataBytes);
    }

    /// <summary>Allows this much processor time from now on, after which the kernel kills the process.</summary>
    public static void AllowProcessorTime(TimeSpan time)
    {
        var end = Environment.CpuUsage.TotalTime + time;
        var limit = Get(Cpu);
        Set(Cpu, limit with { Soft = Math.Min((ulong)Math.Ceiling(end.TotalSeconds), limit.Hard) });
    }

    private static void Lower(int resource, ulong value)
    {
        var lowered = Math.Min(value, Get(resource).Hard);
        Set(resource, new ResourceLimit(lowered, lowered));
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
