using System.Collections.Concurrent;
using System.Text;
using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;

namespace GenreQueue.Api.Tests;

/// <summary>Answers what a <see cref="TestTrack"/> says; any other file is rock.</summary>
public sealed class TestClassifier : IGenreClassifier
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    /// <summary>Lets the track of <see cref="TestTrack.Held"/> go on.</summary>
    public void Release(string gate) => GateOf(gate).TrySetResult();

    public async Task<ClassificationResult> ClassifyAsync(string path, ClassifyOptions options, CancellationToken cancellationToken)
    {
        var words = TestTrack.WordsOf(await File.ReadAllBytesAsync(path, cancellationToken));
        switch (words)
        {
            case ["fail", var code, ..]:
                throw new AudioException(code, "It cannot be analysed.");
            case ["hold", var gate, ..]:
                await GateOf(gate).Task.WaitAsync(cancellationToken);
                return Answer("rock", options);
            case ["genre", var genre, ..]:
                return Answer(genre, options);
            default:
                return Answer("rock", options);
        }
    }

    private TaskCompletionSource GateOf(string gate) =>
        _gates.GetOrAdd(gate, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static readonly Lazy<ModelCatalog> Models = new(() => new ModelCatalog(Fixtures.RepositoryPaths.Models));

    internal static ClassificationResult Answer(string genre, ClassifyOptions options) => new(
        genre, 0.9, new Dictionary<string, double> { [genre] = 0.9, ["other"] = 0.1 }, [genre], options.Labels, Outcome.Music,
        [new Segment(0, 30, genre, 0.9, Outcome.Music)],
        new ModelReference(options.Model, Models.Value.Cards.Single(card => card.Id == options.Model).Version),
        new AudioFacts("wav", "test", 22_050, 1, 30, options.Window, 0, 30), new Timings(1, 1, 1, 3));
}

/// <summary>Files that tell <see cref="TestClassifier"/> what to do. No two have the same content.</summary>
public static class TestTrack
{
    private static readonly byte[] Magic = [0x01, 0xFF, 0x00, 0x02];

    public static byte[] Of(string genre) => Make($"genre {genre} {Guid.NewGuid()}");

    public static byte[] Failing(string code) => Make($"fail {code} {Guid.NewGuid()}");

    public static byte[] Held(string gate) => Make($"hold {gate} {Guid.NewGuid()}");

    internal static string[] WordsOf(byte[] content) =>
        content.AsSpan().StartsWith(Magic) ? Encoding.ASCII.GetString(content.AsSpan(Magic.Length)).Split(' ') : [];

    private static byte[] Make(string words) => [.. Magic, .. Encoding.ASCII.GetBytes(words)];
}
