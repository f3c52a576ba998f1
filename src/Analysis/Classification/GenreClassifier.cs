using System.Collections.Concurrent;
using System.Diagnostics;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;

namespace GenreQueue.Analysis.Classification;

/// <summary>Classifies files with a decoder pool and a model catalog, both of which the caller disposes.</summary>
/// <param name="decoders">Decodes the files.</param>
/// <param name="models">Provides the models.</param>
public sealed class GenreClassifier(DecoderPool decoders, ModelCatalog models) : IGenreClassifier
{
    private readonly ConcurrentDictionary<string, ExtractorPool> _extractors = [];

    /// <inheritdoc/>
    /// <exception cref="ModelException">A file of the model is missing or invalid.</exception>
    public async Task<ClassificationResult> ClassifyAsync(string path, ClassifyOptions options, CancellationToken cancellationToken)
    {
        var model = models.Get(options.Model);
        var began = Stopwatch.GetTimestamp();
        var features = new FeatureVector[model.FrontEnds.Count];
        var track = new TrackResult(model.Card);
        TimeSpan extracting = default, predicting = default;
        await foreach (var window in decoders.DecodeAsync(path, options.Window, model.FrontEnds[0].SampleRate, cancellationToken).ConfigureAwait(false))
        {
            var decoded = Stopwatch.GetTimestamp();
            for (var i = 0; i < features.Length; i++) features[i] = ExtractorsOf(model.FrontEnds[i]).Extract(window.Samples.Span);
            var extracted = Stopwatch.GetTimestamp();
            var prediction = model.Predict(features);
            track.Add(window, prediction, OutcomeRule.Of(features, prediction));
            extracting += Stopwatch.GetElapsedTime(decoded, extracted);
            predicting += Stopwatch.GetElapsedTime(extracted);
        }
        var total = Stopwatch.GetElapsedTime(began);
        return track.Result(options, new Timings(
            (total - extracting - predicting).TotalMilliseconds, extracting.TotalMilliseconds, predicting.TotalMilliseconds, total.TotalMilliseconds));
    }

    private ExtractorPool ExtractorsOf(IFrontEnd frontEnd) =>
        _extractors.GetOrAdd(frontEnd.Id, static (_, frontEnd) => new ExtractorPool(frontEnd), frontEnd);
}
