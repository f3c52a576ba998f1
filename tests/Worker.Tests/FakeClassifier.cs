using GenreQueue.Analysis.Classification;
using GenreQueue.Contracts;

namespace GenreQueue.Worker.Tests;

/// <summary>Answers as a test says and counts how often it was asked.</summary>
internal sealed class FakeClassifier(Func<int, CancellationToken, Task<ClassificationResult>> answer) : IGenreClassifier
{
    private int _calls;

    public int Calls => _calls;

    public static ClassificationResult Jazz { get; } = new(
        "jazz", 0.9, new Dictionary<string, double> { ["jazz"] = 0.9, ["rock"] = 0.1 }, ["jazz"], LabelsMode.Multi, Outcome.Music,
        [new Segment(0, 30, "jazz", 0.9, Outcome.Music)], new ModelReference("gtzan-10", "1"),
        new AudioFacts("wav", "libsndfile", 22_050, 1, 30, WindowMode.Middle, 0, 30), new Timings(1, 1, 1, 3));

    public Task<ClassificationResult> ClassifyAsync(string path, ClassifyOptions options, CancellationToken cancellationToken) =>
        answer(Interlocked.Increment(ref _calls), cancellationToken);
}
