using GenreQueue.Analysis.Classification;
using GenreQueue.Contracts;
using GenreQueue.Training.Evaluation;

namespace GenreQueue.Cli.Tests.Classify;

/// <summary>Answers "jazz" after what the test wants to happen for a path.</summary>
internal sealed class StandInClassifier(Func<string, CancellationToken, Task> happens) : IGenreClassifier
{
    public async Task<ClassificationResult> ClassifyAsync(string path, ClassifyOptions options, CancellationToken cancellationToken)
    {
        await happens(path, cancellationToken);
        return Answer("jazz", 0.75);
    }

    public static ClassificationResult Answer(string? genre, double probability, WindowMode window = WindowMode.Middle, params Segment[] segments) => new(
        genre,
        probability,
        new Dictionary<string, double> { ["jazz"] = 0.75, ["rock"] = 0.25 },
        genre is null ? [] : [genre],
        LabelsMode.Multi,
        genre is null ? Outcome.NotMusic : Outcome.Music,
        segments,
        new ModelReference("gtzan-10", "abc"),
        new AudioFacts("wav", "libsndfile", 44_100, 2, 60, window, 15, 30),
        new Timings(1, 2, 3, 6));
}
