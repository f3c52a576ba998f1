using System.Runtime.InteropServices;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>One slot of a <see cref="DecoderPool"/>: a child process and the buffer for its windows.</summary>
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

    /// <summary>Process id of the running child, if any.</summary>
    public int? ChildId
    {
        get
        {
            lock (_gate) return _child is { HasExited: false } ? _child.Id : null;
        }
    }

    /// <summary>Chooses the file that <see cref="NextAsync"/> decodes.</summary>
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
    /// <returns>Null after the last window.</returns>
    /// <exception cref="AudioException">The file cannot be decoded further.</exception>
    /// <exception cref="InvalidOperationException">The child cannot run on this machine, which is not a fault of the file.</exception>
    public async Task<AudioWindow?> NextAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(DecoderPool));
        cancellationToken.ThrowIfCancellationRequested();
        if (_unsent is null && !_answering) return null;
        using var timeout = new CancellationTokenSource(options.TimeLimit);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            AudioWindow? window;
            // A read from the child's pipe cannot be canceled; it ends when the child is killed.
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
            if (timeout.IsCancellationRequested) throw AudioFaults.TimedOut(options.TimeLimit);
            if (exception is IOException or InvalidDataException or FormatException) throw AudioFaults.Crashed();
            throw;
        }
    }

    /// <summary>Prepares the slot for the next file.</summary>
    public void Finish()
    {
        // A child whose answer has not been read to its end cannot take another request.
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
        // Reads the end of the answer too, so that the child is free even if the caller requests no second window.
        if (_single && window is not null && ReadWindow(_child!) is not null) throw new InvalidDataException("The decoder sent two windows for one.");
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
                // It exited after its last file, which is not a fault of this one.
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
        // A cancellation from here on kills the child; an earlier one did not see it.
        if (stop.IsCancellationRequested) KillChild();
        _child.WaitUntilReady();
        return _child;
    }

    private AudioWindow? ReadWindow(DecoderProcess child)
    {
        double start = 0;
        var length = 0;
        while (true)
        {
            var (kind, bytes) = child.ReadHeader();
            if (kind == DecoderFrame.Samples)
            {
                var room = MemoryMarshal.AsBytes(_samples.AsSpan(length, AudioWindow.MaxSamples(_sampleRate) - length));
                if (bytes > room.Length || bytes % sizeof(float) != 0) throw new InvalidDataException("The decoder sent more samples than a window holds.");
                child.Read(room[..bytes]);
                length += bytes / sizeof(float);
                continue;
            }
            var payload = new byte[bytes];
            child.Read(payload);
            using var reader = DecoderProtocol.Reader(payload);
            switch (kind)
            {
                case DecoderFrame.Begin:
                    start = DecoderAnswers.ReadSeconds(reader);
                    length = 0;
                    break;
                case DecoderFrame.End:
                    DecoderAnswers.CheckSamples(_samples.AsSpan(0, length));
                    return new AudioWindow(DecoderAnswers.ReadInfo(reader), _sampleRate, start, _samples.AsMemory(0, length));
                case DecoderFrame.Done:
                    _answering = false;
                    return null;
                case DecoderFrame.Error:
                    var error = DecoderAnswers.ReadError(reader);
                    _answering = false;
                    throw error;
                case DecoderFrame.Fault:
                    throw new InvalidOperationException(DecoderAnswers.ReadFault(reader));
                default:
                    throw new InvalidDataException($"The decoder sent a frame of unknown kind {(byte)kind}.");
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
