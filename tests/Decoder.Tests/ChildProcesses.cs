using System.Globalization;
using System.Runtime.InteropServices;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Contracts;

namespace GenreQueue.Decoder.Tests;

/// <summary>Inspects and signals child processes (Linux, through /proc).</summary>
internal static partial class ChildProcesses
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15, Stop = 19;

    public static void Signal(int process, int signal) => Assert.Equal(0, SendSignal(process, signal));

    /// <summary>Process ids of the children of a process.</summary>
    public static List<int> Of(int parent)
    {
        List<int> children = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Stat(id) is { } stat && stat.Parent == parent) children.Add(id);
        }
        return children;
    }

    /// <summary>True while a process runs; false for a zombie.</summary>
    public static bool IsAlive(int process) => Stat(process) is { State: not 'Z' and not 'X' } or { Threads: > 1 };

    public static string Proc(int process, string file) => File.ReadAllText($"/proc/{process}/{file}");

    public static async Task<List<(double Start, int Samples)>> WindowsAsync(
        this DecoderPool pool, string path, WindowMode mode = WindowMode.Middle, CancellationToken? cancellation = null)
    {
        List<(double, int)> windows = [];
        await foreach (var window in pool.DecodeAsync(path, mode, TestDecoding.Rate, cancellation ?? TestContext.Current.CancellationToken))
        {
            windows.Add((window.StartSeconds, window.Samples.Length));
        }
        return windows;
    }

    // The program name in parentheses may contain anything; the fields follow the last parenthesis.
    private static (char State, int Parent, int Threads)? Stat(int process)
    {
        try
        {
            var stat = Proc(process, "stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[17], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
