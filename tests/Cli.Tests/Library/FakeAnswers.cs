using System.Runtime.CompilerServices;
using GenreQueue.Cli.Classify;
using GenreQueue.Cli.Library;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;

namespace GenreQueue.Cli.Tests.Library;

/// <summary>Answers that the test decides.</summary>
/// <param name="answer">Returns the answer for a path below the root, or throws.</param>
internal sealed class FakeAnswers(Func<string, ClassificationResult> answer) : ITrackAnswers
{
    /// <summary>The tracks that were asked for, by their paths below the root.</summary>
    public List<string> Asked { get; } = [];

    public AnswerSource Source => new(this, new ModelReference("gtzan-10", "1"), ["jazz", "pop", "rock"], WindowMode.Middle, LabelsMode.Multi);

    /// <summary>Answers "rock" for every track.</summary>
    public static FakeAnswers Rock() => new(_ => SampleResult.Of("rock"));

    public async IAsyncEnumerable<TrackAnswer> AnswerAsync(IAsyncEnumerable<Track> tracks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var track in tracks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Asked.Add(track.RelativePath);
            yield return Answer(track);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TrackAnswer Answer(Track track)
    {
        try
        {
            return new TrackAnswer(track, answer(track.RelativePath), null);
        }
        catch (AudioFailure failure)
        {
            return new TrackAnswer(track, null, new FileError(failure.Code, failure.Message));
        }
    }

    /// <summary>Thrown by the test where a track fails.</summary>
    public sealed class AudioFailure(string code) : Exception("It failed.")
    {
        public string Code { get; } = code;
    }
}
