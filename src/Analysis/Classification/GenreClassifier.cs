using System.Collections.Concurrent;
using System.Diagnostics;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds.Mfcc;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>Decodes, extracts and asks a model. The pool and the catalog stay the caller's to dispose.</summary>
/// <param name="decoders">Decodes the files.</param>
/// <param name="models">Answers.</param>
public sealed class GenreClassifier(DecoderPool decoders, ModelCatalog models) : IGenreClassifier
{
    private readonly ConcurrentBag<FeatureExtractor> _extractors = [];

    /// <inheritdoc/>
    /// <exception cref="ModelException">The model's files do not belong together.</exception>
    public async Task<ClassificationResult> ClassifyAsync(string path, ClassifyOptions options, CancellationToken cancellationToken)
    {
        var model = models.Get(options.Model);
        var began = Stopwatch.GetTimestamp();
        if (!_extractors.TryTake(out var extractor)) extractor = new FeatureExtractor();
        try
        {
            var track = new TrackAnswer(model.Card);
            TimeSpan extracting = default, predicting = default;
            await foreach (var window in decoders.DecodeAsync(path, options.Window, MfccTransform.SampleRate, cancellationToken).ConfigureAwait(false))
            {
                var decoded = Stopwatch.GetTimestamp();
                var features = extractor.Extract(window.Samples.Span, model.Card.Features.Kind);
                var extracted = Stopwatch.GetTimestamp();
                track.Add(window, model.Predict(features));
                extracting += Stopwatch.GetElapsedTime(decoded, extracted);
                predicting += Stopwatch.GetElapsedTime(extracted);
            }
            var total = Stopwatch.GetElapsedTime(began);
            return track.Result(options, new Timings(
                (total - extracting - predicting).TotalMilliseconds, extracting.TotalMilliseconds, predicting.TotalMilliseconds, total.TotalMilliseconds));
        }
        finally
        {
            _extractors.Add(extractor);
        }
    }
}
