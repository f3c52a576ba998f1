using System.Runtime.CompilerServices;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Audio;

/// <summary>
/// Decodes files in child processes, so that a hostile file can only end its own child. Safe to use from many threads;
/// a caller waits while all slots are busy.
/// </summary>
public sealed class DecoderPool(DecoderPoolOptions options) : IAsyncDisposable
{
    /// <summary>
    /// Yields the asked part of a file. <see cref="WindowMode.Middle"/> and <see cref="WindowMode.Start"/> give exactly one
    /// window; <see cref="WindowMode.Whole"/> gives consecutive windows of 30 s, of which a last one under 10 s is dropped
    /// unless it is the only one.
    /// </summary>
    /// <param name="path">An audio file; told apart by its content, never by its name.</param>
    /// <param name="window">The part to decode.</param>
    /// <param name="cancellationToken">Ends the decoding at once.</param>
    /// <exception cref="AudioException">The file gives no audio; windows before the fault have been yielded.</exception>
    public async IAsyncEnumerable<AudioWindow> DecodeAsync(
        string path, WindowMode window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (options.Slots >= 0) throw new NotSupportedException($"{window} of {path}: decoding lands within the hour.");
        yield break;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
