using System.Runtime.InteropServices;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>One place of a <see cref="DecoderPool"/>: a child, and the buffer that its windows come into.</summary>
internal sealed class DecoderSlot(DecoderPoolOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SlotThread _thread = new();
    private float[] _samples = [];
    private int _sampleRate;
    private DecoderProcess? _child;
    private DecoderRequest? _unsent;
    private bool _single;
    private bool _answering;
    private bool _disposed;
    private int _files;

    /// <summary>Process id of the living child, if there is one.</summary>
    public int? ChildId
    {
        get
        {
            lock (_gate) return _child is { HasExited: false } ? _child.Id : null;
        }
    }

    /// <summary>Makes a file the one that <see cref="NextAsync"/> decodes.</summary>
    public void Begin(string path, WindowMode mode, int sampleRate)
    {
        var windows = mode == WindowMode.Whole ? 1 + options.WholeLimit / TimeSpan.FromSeconds(AudioWindow.Seconds) : 1;
        _single = mode != WindowMode.Whole;
        _sampleRate = sampleRate;
        var length = AudioWindow.MaxSamples(sampleRate);
        if (_samples.Length < length) _samples = GC.AllocateUninitializedArray<float>(length);
        _unsent = new DecoderRequest(Path.GetFullPath(path), mode, sampleRate, options.WholeLimit, options.TimeLimit * windows);
    }

    /// <summary>Waits for the next window of the file.</summary>
    /// <returns>Null when the file is done.</returns>
    /// <exception cref="AudioException">The file gives no more.</exception>
    /// <exception cref="InvalidOperationException">The child cannot work on this machine; no fault of the file.</exception>
    public async Task<AudioWindow?> NextAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(DecoderPool));
        cancellationToken.ThrowIfCancellationRequested();
        if (_unsent is null && !_answering) return null;
        using var late = new CancellationTokenSource(options.TimeLimit);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            AudioWindow? window;
            // What ends the wait is the end of the child: a read from its pipe cannot be called off.
            await using (stop.Token.Register(KillChild)) window = await _thread.RunAsync(() => Next(stop.Token));
            stop.Token.ThrowIfCancellationRequested();
            return window;
        }
        catch (AudioException)
        {
            if (stop.IsCancellationRequested) Discard();
            throw;
        }
        catch (Exception exception)
        {
            Discard();
            ObjectDisposedException.ThrowIf(_disposed, typeof(DecoderPool));
            cancellationToken.ThrowIfCancellationRequested();
            if (late.IsCancellationRequested) throw AudioFaults.TimedOut(options.TimeLimit);
            if (exception is IOException or InvalidDataException) throw AudioFaults.Crashed();
            throw;
        }
    }

    /// <summary>Makes the slot ready for another file.</summary>
    public void Finish()
    {
        // A child whose answer nobody reads to its end is of no more use.
        if (_answering || ++_files >= options.FilesPerDecoder) Discard();
        _unsent = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) _disposed = true;
        Discard();
        _thread.Dispose();
    }

    private AudioWindow? Next(CancellationToken stop)
    {
        if (_unsent is { } request)
        {
            _unsent = null;
            Send(request, stop);
        }
        var window = ReadWindow(_child!);
        // The child is done with the file then, and free for the next even if nobody asks for a second window.
        if (_single && window is not null && ReadWindow(_child!) is not null) throw new InvalidDataException("The decoder sends two windows.");
        return window;
    }

    private void Send(DecoderRequest request, CancellationToken stop)
    {
        _answering = true;
        if (_child is { HasExited: false } warm)
        {
            try
            {
                warm.Send(request);
                return;
            }
            catch (IOException) when (!stop.IsCancellationRequested)
            {
                // It died since its last file: no fault of this one.
            }
        }
        Start(stop).Send(request);
    }

    private DecoderProcess Start(CancellationToken stop)
    {
        _child?.Dispose();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(DecoderPool));
            _child = new DecoderProcess(options.DecoderPath);
        }
        _files = 0;
        // From here on a cancellation finds the child by itself; one that came before did not.
        if (stop.IsCancellationRequested) KillChild();
        _child.WaitUntilReady();
        return _child;
    }

    private AudioWindow? ReadWindow(DecoderProcess from)
    {
        double start = 0;
        var length = 0;
        while (true)
        {
            var (kind, bytes) = from.ReadHeader();
            if (kind == DecoderFrame.Samples)
            {
                var room = MemoryMarshal.AsBytes(_samples.AsSpan(length, AudioWindow.MaxSamples(_sampleRate) - length));
                if (bytes > room.Length || bytes % sizeof(float) != 0) throw new InvalidDataException("The decoder sends too much.");
                from.Read(room[..bytes]);
                length += bytes / sizeof(float);
                continue;
            }
            var payload = new byte[bytes];
            from.Read(payload);
            using var reader = DecoderProtocol.Reader(payload);
            switch (kind)
            {
                case DecoderFrame.Begin:
                    start = reader.ReadDouble();
                    length = 0;
                    break;
                case DecoderFrame.End:
                    return new AudioWindow(DecoderProtocol.ReadInfo(reader), _sampleRate, start, _samples.AsMemory(0, length));
                case DecoderFrame.Done:
                    _answering = false;
                    return null;
                case DecoderFrame.Error:
                    _answering = false;
                    throw new AudioException(reader.ReadString(), reader.ReadString());
                case DecoderFrame.Fault:
                    _answering = false;
                    throw new InvalidOperationException(reader.ReadString());
                default:
                    throw new InvalidDataException($"The decoder sends a frame of kind {(byte)kind}.");
            }
        }
    }

    private void KillChild()
    {
        lock (_gate) _child?.Kill();
    }

    private void Discard()
    {
        DecoderProcess? old;
        lock (_gate)
        {
            old = _child;
            _child = null;
            _answering = false;
            _files = 0;
        }
        old?.Dispose();
    }
}
