using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenreQueue.Benchmarks;

/// <summary>Describes the machine that figures were measured on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} logical cores, {Registers()}-bit registers, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}";

    private static string Processor()
    {
        const string cpuinfo = "/proc/cpuinfo";
        var line = File.Exists(cpuinfo) ? File.ReadLines(cpuinfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? "unknown processor" : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }

    private static int Registers() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;
}
