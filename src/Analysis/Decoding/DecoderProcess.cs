using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Analysis.Decoding;

/// <summary>One decoder child and the pipes to it. Only <see cref="Kill"/> may be called from another thread.</summary>
internal sealed class DecoderProcess : IDisposable
{
    // A child that decodes hostile input gets none of the secrets that may lie in its parent's environment.
    private static readonly string[] Inherited =
        ["PATH", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"];

    // Small frames come together in one read; samples are larger and go past this buffer.
    private const int FrameBufferBytes = 4096;

    private readonly Process _process;
    private readonly Stream _requests;
    private readonly Stream _frames;
    private readonly byte[] _header = new byte[DecoderProtocol.HeaderLength];

    /// <exception cref="InvalidOperationException">The program is missing or does not run.</exception>
    public DecoderProcess(string program)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        }
        // <root>/shared/Microsoft.NETCore.App/<version>/: the runtime that runs here runs the child.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        // Both would write to files or sockets, which the child may not.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        try
        {
            _process = Process.Start(start) ?? throw new InvalidOperationException("The decoder program did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"The decoder program {program} cannot be started: {exception.Message}", exception);
        }
        _requests = _process.StandardInput.BaseStream;
        _frames = new BufferedStream(_process.StandardOutput.BaseStream, FrameBufferBytes);
    }

    /// <summary>Process id of the child.</summary>
    public int Id => _process.Id;

    /// <summary>True once the child has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Waits until the child has loaded.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public void WaitUntilReady()
    {
        try
        {
            if (ReadHeader() is (DecoderFrame.Ready, 0)) return;
        }
        catch (EndOfStreamException)
        {
            // Said below, with what it ended with.
        }
        _process.WaitForExit(TimeSpan.FromSeconds(1));
        var status = _process.HasExited ? $" It ended with status {_process.ExitCode}." : "";
        throw new InvalidOperationException($"The decoder program {_process.StartInfo.FileName} does not start.{status}");
    }

    /// <summary>Hands the child a file.</summary>
    /// <exception cref="IOException">It is dead.</exception>
    public void Send(DecoderRequest request)
    {
        var payload = request.Encode();
        var message = new byte[sizeof(int) + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, payload.Length);
        payload.CopyTo(message, sizeof(int));
        _requests.Write(message);
        _requests.Flush();
    }

    /// <summary>Reads the kind and length of the next frame.</summary>
    /// <exception cref="EndOfStreamException">The child is dead.</exception>
    /// <exception cref="InvalidDataException">It sends what no decoder sends.</exception>
    public (DecoderFrame Kind, int Length) ReadHeader()
    {
        _frames.ReadExactly(_header);
        var kind = (DecoderFrame)_header[0];
        var length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(1));
        var most = kind == DecoderFrame.Samples ? DecoderProtocol.MostSampleBytes : DecoderProtocol.MostTextBytes;
        if (length < 0 || length > most) throw new InvalidDataException($"The decoder announces {length} bytes.");
        return (kind, length);
    }

    /// <summary>Reads the payload of a frame.</summary>
    public void Read(Span<byte> payload) => _frames.ReadExactly(payload);

    /// <summary>Ends the child and what it started; reads then come to an end.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is gone already.
        }
    }

    /// <summary>Ends the child and waits for it.</summary>
    public void Dispose()
    {
        Kill();
        _process.WaitForExit(TimeSpan.FromSeconds(5));
        _requests.Dispose();
        _frames.Dispose();
        _process.Dispose();
    }
}
