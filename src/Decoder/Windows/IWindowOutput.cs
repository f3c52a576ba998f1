using GenreQueue.Analysis.Decoding;
using NAudio.Wave;

namespace GenreQueue.Decoder.Windows;

/// <summary>Receives the windows of <see cref="TrackDecoder"/>.</summary>
internal interface IWindowOutput
{
    /// <summary>Reads a window to its end. A window that has not been completed before this one is discarded.</summary>
    /// <param name="startSeconds">Start of the window in the track.</param>
    /// <param name="samples">Mono at the requested rate.</param>
    void Write(double startSeconds, ISampleProvider samples);

    /// <summary>Completes the window written last.</summary>
    /// <param name="info">What is known about the file by now.</param>
    void Complete(AudioInfo info);
}
