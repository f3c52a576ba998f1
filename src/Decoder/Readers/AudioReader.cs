using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Decoder.Readers;

/// <summary>Reads one file as mono frames at the rate of the file. Not thread-safe.</summary>
internal abstract class AudioReader : IDisposable
{
    /// <summary>What the header says; the length is not to be relied on.</summary>
    public abstract AudioInfo Info { get; }

    /// <summary>Frames by the header; null when it does not tell.</summary>
    public abstract long? DeclaredFrames { get; }

    /// <summary>Moves to a frame.</summary>
    /// <returns>False when the decoder cannot go there.</returns>
    public abstract bool Seek(long frame);

    /// <summary>Goes back to the first frame, whatever went wrong before.</summary>
    public abstract void Rewind();

    /// <summary>Reads the mean of the channels, full scale ±1.</summary>
    /// <returns>Frames read, 0 at the end or where nothing more can be decoded.</returns>
    public abstract int Read(Span<float> mono);

    /// <inheritdoc/>
    public abstract void Dispose();
}
