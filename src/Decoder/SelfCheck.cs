using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GenreQueue.Decoder.Interop;
using GenreQueue.Decoder.Readers;
using GenreQueue.Decoder.Sandbox;

namespace GenreQueue.Decoder;

/// <summary>Says what the decoder finds on this machine and what it is kept from. For people, and for tests.</summary>
internal static class SelfCheck
{
    /// <returns>0 when all is there.</returns>
    public static int Run()
    {
        ProcessLimits.Apply();
        SystemCallFilter.Apply();
        bool[] fine =
        [
            Show("libsndfile", () => Marshal.PtrToStringUTF8(LibSndFile.Version())!),
            Show("libsoxr", () => Marshal.PtrToStringUTF8(LibSoxr.Version())!),
            Show("ffmpeg", () => Version("ffmpeg")),
            Show("ffprobe", () => Version("ffprobe")),
            Show("network", Network),
        ];
        return fine.All(one => one) ? 0 : 1;
    }

    private static bool Show(string name, Func<string> look)
    {
        try
        {
            Console.WriteLine($"{name}: {look()}");
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
        var line = process.StandardOutput.ReadLine() ?? "no answer";
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
