using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Decoder.Windows;

/// <summary>Takes what <see cref="TrackDecoder"/> decodes.</summary>
internal interface IWindowSink
{
    /// <summary>A window begins; what came of an unfinished one before it is void.</summary>
    void Begin(double startSeconds);

    /// <summary>The next samples of the window; mono at the requested rate, full scale ±1.</summary>
    void Samples(ReadOnlySpan<float> samples);

    /// <summary>The window is whole.</summary>
    void End(AudioInfo info);
}
