using System.Buffers.Binary;
using System.Collections.Concurrent;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Pipes;

/// <summary>Reads requests on its own thread, so that this process exits as soon as the parent does.</summary>
internal sealed class RequestReader : IDisposable
{
    private readonly BlockingCollection<DecoderRequest> _requests = new(boundedCapacity: 1);
    private readonly FileStream _input = StandardStreams.OpenInput();

    public RequestReader() => new Thread(Run) { IsBackground = true, Name = "requests" }.Start();

    /// <summary>Waits for the next request. The process exits when the parent closes the pipe.</summary>
    public DecoderRequest Next() => _requests.Take();

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _input.Dispose();
    }

    private void Run()
    {
        try
        {
            while (true)
            {
                var prefix = new byte[sizeof(int)];
                _input.ReadExactly(prefix);
                var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
                if (length is < 1 or > DecoderProtocol.MaxTextBytes) LibC.Exit(2);
                var payload = new byte[length];
                _input.ReadExactly(payload);
                _requests.Add(DecoderRequest.Decode(payload));
            }
        }
        catch (IOException)
        {
            // The main thread may be inside native code, so the process exits without waiting for it.
            LibC.Exit(0);
        }
    }
}
