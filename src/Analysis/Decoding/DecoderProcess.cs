using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GenreQueue.Analysis.Decoding;

/// <summary>A decoder child and the pipes to it. Only <see cref="Kill"/> may be called from another thread.</summary>
internal sealed class DecoderProcess : IDisposable
{
    // A child that decodes hostile input must not see secrets in the environment of its parent.
    private static readonly string[] InheritedVariables =
        ["PATH", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"];

    // One read fetches several small frames. Samples are larger and bypass this buffer.
    private const int FrameBufferBytes = 4096;

    private readonly Process _process;
    private readonly Stream _requests;
    private readonly Stream _frames;
    private readonly byte[] _header = new byte[DecoderProtocol.HeaderLength];

    /// <exception cref="InvalidOperationException">The program is missing or cannot be started.</exception>
    public DecoderProcess(string program)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var name in InheritedVariables)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        }
        // <root>/shared/Microsoft.NETCore.App/<version>/: the child uses the same runtime.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        // Both features create files or sockets, which the child is denied.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        try
        {
            _process = Process.Start(start) ?? throw new InvalidOperationException($"Cannot start the decoder program {program}.");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"Cannot start the decoder program {program}: {exception.Message}", exception);
        }
        _requests = _process.StandardInput.BaseStream;
        _frames = new BufferedStream(_process.StandardOutput.BaseStream, FrameBufferBytes);
    }

    /// <summary>Process id of the child.</summary>
    public int Id => _process.Id;

    /// <summary>True once the child has exited.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Waits until the child is ready for requests.</summary>
    /// <exception cref="InvalidOperationException">The child exited instead.</exception>
    public void WaitUntilReady()
    {
        try
        {
            if (ReadHeader() is (DecoderFrame.Ready, 0)) return;
        }
        catch (EndOfStreamException)
        {
            // Reported below, with the exit status.
        }
        _process.WaitForExit(TimeSpan.FromSeconds(1));
        var status = _process.HasExited ? $" It exited with status {_process.ExitCode}." : "";
        throw new InvalidOperationException($"The decoder program {_process.StartInfo.FileName} failed to start.{status}");
    }

    /// <summary>Sends a request.</summary>
    /// <exception cref="IOException">The child has exited.</exception>
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
    /// <exception cref="EndOfStreamException">The child has exited.</exception>
    /// <exception cref="InvalidDataException">The frame violates the protocol.</exception>
    public (DecoderFrame Kind, int Length) ReadHeader()
    {
        _frames.ReadExactly(_header);
        var kind = (DecoderFrame)_header[0];
        var length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(1));
        var max = kind == DecoderFrame.Samples ? DecoderProtocol.MaxSampleBytes : DecoderProtocol.MaxTextBytes;
        if (length < 0 || length > max) throw new InvalidDataException($"The decoder sent a frame of {length} bytes.");
        return (kind, length);
    }

    /// <summary>Reads the payload of a frame.</summary>
    public void Read(Span<byte> payload) => _frames.ReadExactly(payload);

    /// <summary>Kills the child and the processes that it started, which ends pending reads.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has exited already.
        }
    }

    /// <summary>Kills the child and waits for its exit.</summary>
    public void Dispose()
    {
        Kill();
        _process.WaitForExit(TimeSpan.FromSeconds(5));
        _requests.Dispose();
        _frames.Dispose();
        _process.Dispose();
    }
}
