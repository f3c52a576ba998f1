using System.Buffers.Binary;
using System.Collections.Concurrent;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Pipes;

/// <summary>Reads requests on a thread of its own, so that the end of the parent ends this process at once.</summary>
internal sealed class RequestReader : IDisposable
{
    private readonly BlockingCollection<DecoderRequest> _requests = new(boundedCapacity: 1);
    private readonly FileStream _input = StandardStreams.OpenInput();

    public RequestReader() => new Thread(Run) { IsBackground = true, Name = "requests" }.Start();

    /// <summary>Waits for the next request; the process ends where there is none.</summary>
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
                if (length is < 1 or > DecoderProtocol.MostTextBytes) LibC.Exit(2);
                var payload = new byte[length];
                _input.ReadExactly(payload);
                _requests.Add(DecoderRequest.Decode(payload));
            }
        }
        catch (IOException)
        {
            // The main thread may be deep in native code: nothing of it is waited for.
            LibC.Exit(0);
        }
    }
}
