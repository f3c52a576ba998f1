using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Decoding;

/// <summary>
/// Decodes files in child processes, so that a hostile file can only crash its own child. Thread-safe; a caller waits while
/// all slots are busy. Children start on demand and decode many files.
/// </summary>
public sealed class DecoderPool : IAsyncDisposable
{
    private const int LowestRate = 8_000, HighestRate = 48_000;

    private readonly DecoderSlot[] _slots;
    private readonly ConcurrentStack<DecoderSlot> _free;   // last in, first out, which keeps as few children running as possible
    private readonly SemaphoreSlim _available;
    private readonly CancellationTokenSource _disposing = new();

    /// <param name="options">Slots, limits and the decoder program.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not above 0.</exception>
    public DecoderPool(DecoderPoolOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Slots, 1, nameof(options.Slots));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FilesPerDecoder, 1, nameof(options.FilesPerDecoder));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.TimeLimit, TimeSpan.Zero, nameof(options.TimeLimit));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.WholeLimit, TimeSpan.Zero, nameof(options.WholeLimit));
        _slots = [.. Enumerable.Range(0, options.Slots).Select(_ => new DecoderSlot(options))];
        _free = new ConcurrentStack<DecoderSlot>(_slots);
        _available = new SemaphoreSlim(options.Slots);
    }

    /// <summary>Process ids of the running children.</summary>
    internal IReadOnlyList<int> ChildIds => [.. _slots.Select(slot => slot.ChildId).OfType<int>()];

    /// <summary>
    /// Yields the requested windows of a file. <see cref="WindowMode.Middle"/> and <see cref="WindowMode.Start"/> yield exactly one
    /// window; <see cref="WindowMode.Whole"/> yields consecutive windows of 30 s, except for a last one under 10 s that is not also
    /// the first. The last window has the best estimate of the length of the track.
    /// </summary>
    /// <param name="path">An audio file; its content decides how it is read, not its name.</param>
    /// <param name="window">Windows to decode.</param>
    /// <param name="sampleRate">Rate of the samples in Hz, 8,000 to 48,000; the rate of the front end that will use them.</param>
    /// <param name="cancellationToken">Stops decoding at once.</param>
    /// <exception cref="AudioException">The file cannot be decoded (further); earlier windows have been yielded.</exception>
    /// <exception cref="InvalidOperationException">
    /// The decoder program or one of its dependencies is not installed; the message names it.
    /// </exception>
    public async IAsyncEnumerable<AudioWindow> DecodeAsync(
        string path, WindowMode window, int sampleRate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, LowestRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, HighestRate);
        if (path.Contains('\0')) throw AudioFaults.NotFound();
        var slot = await ReserveAsync(cancellationToken);
        try
        {
            slot.Begin(path, window, sampleRate);
            while (await slot.NextAsync(cancellationToken) is { } next) yield return next;
        }
        finally
        {
            slot.Finish();
            _free.Push(slot);
            _available.Release();
        }
    }

    /// <summary>Kills all children; running decodes fail with <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        foreach (var slot in _slots) slot.Dispose();
    }

    private async Task<DecoderSlot> ReserveAsync(CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposing.Token);
        try
        {
            await _available.WaitAsync(linked.Token);
        }
        catch (OperationCanceledException) when (_disposing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(DecoderPool));
        }
        return _free.TryPop(out var slot) ? slot : throw new InvalidOperationException("There are more callers than slots.");
    }
}
