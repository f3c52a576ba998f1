using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GenreQueue.Decoder.Interop;
using GenreQueue.Decoder.Readers;
using GenreQueue.Decoder.Sandbox;

namespace GenreQueue.Decoder;

/// <summary>Prints the libraries and programs that the decoder finds, and whether the sandbox blocks the network.</summary>
internal static class SelfCheck
{
    /// <returns>0 if nothing is missing.</returns>
    public static int Run()
    {
        ProcessLimits.Apply();
        SystemCallFilter.Apply();
        bool[] passed =
        [
            Show("libsndfile", () => Marshal.PtrToStringUTF8(LibSndFile.Version())!),
            Show("libsoxr", () => Marshal.PtrToStringUTF8(LibSoxr.Version())!),
            Show("ffmpeg", () => Version("ffmpeg")),
            Show("ffprobe", () => Version("ffprobe")),
            Show("network", Network),
        ];
        return passed.All(one => one) ? 0 : 1;
    }

    private static bool Show(string name, Func<string> probe)
    {
        try
        {
            Console.WriteLine($"{name}: {probe()}");
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or MissingProgramException)
        {
            Console.WriteLine($"{name}: missing. {exception.Message}");
            return false;
        }
    }

    private static string Version(string program)
    {
        using var process = FFmpegProgram.Start(program, ["-version"], "", []);
        var line = process.StandardOutput.ReadLine() ?? "no output";
        process.Kill();
        return line;
    }

    private static string Network()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            return "open";
        }
        catch (SocketException exception)
        {
            return $"closed ({exception.SocketErrorCode})";
        }
    }
}
