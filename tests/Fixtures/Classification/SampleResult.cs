using GenreQueue.Analysis.Classification;
using GenreQueue.Contracts;

namespace GenreQueue.Fixtures.Classification;

/// <summary>Plausible classification results for tests that do not look at their numbers.</summary>
public static class SampleResult
{
    /// <summary>A result with one segment unless <paramref name="segments"/> are given.</summary>
    /// <param name="genre">Null for a track that is not music.</param>
    /// <param name="probability">Probability of the top genre; a second genre gets the rest.</param>
    /// <param name="options">Model, window and labels rule that the result repeats.</param>
    /// <param name="modelVersion">Version of the model.</param>
    /// <param name="segments">Segments of the timeline.</param>
    public static ClassificationResult Of(
        string? genre, double probability = 0.9, ClassifyOptions? options = null, string modelVersion = "1", params Segment[] segments)
    {
        options ??= new ClassifyOptions("gtzan-10");
        var outcome = genre is null ? Outcome.NotMusic : Outcome.Music;
        var top = genre ?? "jazz";
        return new ClassificationResult(
            genre,
            probability,
            new Dictionary<string, double> { [top] = probability, [top == "rock" ? "pop" : "rock"] = 1 - probability },
            genre is null ? [] : [genre],
            options.Labels,
            outcome,
            segments is [] ? [new Segment(15, 30, genre, probability, outcome)] : segments,
            new ModelReference(options.Model, modelVersion),
            new AudioFacts("wav", "libsndfile", 44_100, 2, 60, options.Window, 15, 30),
            new Timings(1, 2, 3, 6));
    }
}
