using System.Globalization;
using System.Runtime.InteropServices;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Contracts;

namespace GenreQueue.Decoder.Tests;

/// <summary>What tests do to decoder children, and ask of them. Linux's /proc.</summary>
internal static partial class Children
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15, Stop = 19;

    public static void Signal(int process, int signal) => Assert.Equal(0, SendSignal(process, signal));

    /// <summary>Process ids of what a process has started.</summary>
    public static List<int> Of(int parent)
    {
        List<int> children = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Stat(id) is { } stat && stat.Parent == parent) children.Add(id);
        }
        return children;
    }

    /// <summary>True while a process runs; one that has ended and waits to be collected does not.</summary>
    public static bool IsAlive(int process) => Stat(process) is { State: not 'Z' and not 'X' } or { Threads: > 1 };

    public static string Proc(int process, string file) => File.ReadAllText($"/proc/{process}/{file}");

    public static async Task<List<(double Start, int Samples)>> WindowsAsync(
        this DecoderPool pool, string path, WindowMode mode = WindowMode.Middle, CancellationToken? cancellation = null)
    {
        List<(double, int)> windows = [];
        await foreach (var window in pool.DecodeAsync(path, mode, Decoding.Rate, cancellation ?? TestContext.Current.CancellationToken))
        {
            windows.Add((window.StartSeconds, window.Samples.Length));
        }
        return windows;
    }

    // The name of the program, in parentheses, may hold anything: what is asked for stands behind the last one.
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
