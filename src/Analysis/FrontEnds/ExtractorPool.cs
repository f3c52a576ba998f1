using System.Collections.Concurrent;

namespace GenreQueue.Analysis.FrontEnds;

/// <summary>Thread-safe access to a front end: creates as many extractors as callers run in parallel, and reuses them.</summary>
/// <param name="frontEnd">The front end to extract with.</param>
public sealed class ExtractorPool(IFrontEnd frontEnd)
{
    private readonly ConcurrentBag<IFeatureExtractor> _idle = [];

    /// <inheritdoc cref="IFeatureExtractor.Extract"/>
    public FeatureVector Extract(ReadOnlySpan<float> samples)
    {
        if (!_idle.TryTake(out var extractor)) extractor = frontEnd.CreateExtractor();
        try
        {
            return extractor.Extract(samples);
        }
        finally
        {
            _idle.Add(extractor);
        }
    }
}
