using GenreQueue.Analysis.Decoding;
using NAudio.Wave;

namespace GenreQueue.Decoder.Readers;

/// <summary>
/// The samples of one file at the rate of the file, interleaved, full scale ±1. A read returns whole frames, and fewer than
/// requested only at the end or where decoding stops, because NAudio's <c>Take</c> treats a short read as the end. Not thread-safe.
/// </summary>
internal interface IAudioReader : ISampleProvider, IDisposable
{
    /// <summary>What the header declares. The length may be wrong.</summary>
    AudioInfo Info { get; }

    /// <summary>Number of frames that the header declares; null if it declares none.</summary>
    long? DeclaredFrames { get; }

    /// <summary>Moves to a frame.</summary>
    /// <returns>False if the decoder cannot seek there.</returns>
    bool Seek(long frame);

    /// <summary>Moves to the first frame, also after a failed seek or read.</summary>
    void Rewind();
}
