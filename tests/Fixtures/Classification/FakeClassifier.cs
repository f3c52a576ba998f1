using GenreQueue.Analysis.Classification;
using GenreQueue.Contracts;

namespace GenreQueue.Fixtures.Classification;

/// <summary>A classifier whose answers the test decides.</summary>
/// <param name="genreOf">Returns the genre for a path, or throws the exception of the classifier.</param>
public sealed class FakeClassifier(Func<string, CancellationToken, Task<string>> genreOf) : IGenreClassifier
{
    private int _calls;

    /// <summary>Number of calls so far.</summary>
    public int Calls => _calls;

    /// <summary>Version of a model, by its id.</summary>
    public Func<string, string> VersionOf { get; init; } = _ => "1";

    /// <summary>A classifier that answers "jazz" for every path.</summary>
    /// <param name="before">Runs before each answer; what it throws, the classifier throws.</param>
    public static FakeClassifier Jazz(Func<string, CancellationToken, Task>? before = null) => new(async (path, cancellationToken) =>
    {
        if (before is not null) await before(path, cancellationToken);
        return "jazz";
    });

    /// <inheritdoc/>
    public async Task<ClassificationResult> ClassifyAsync(string path, ClassifyOptions options, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return SampleResult.Of(await genreOf(path, cancellationToken), options: options, modelVersion: VersionOf(options.Model));
    }
}
