using GenreQueue.Analysis.Decoding;

namespace GenreQueue.Analysis.FrontEnds;

/// <summary>Computes the feature vectors of one front end. Reuses its buffers and is not thread-safe; see <see cref="ExtractorPool"/>.</summary>
public interface IFeatureExtractor
{
    /// <summary>Computes the features of one window.</summary>
    /// <param name="samples">Mono at the front end's sample rate, full scale ±1; shape [n].</param>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is empty.</exception>
    /// <exception cref="AudioException">A sample is NaN or infinite.</exception>
    FeatureVector Extract(ReadOnlySpan<float> samples);
}
