using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Cli.Classify;
using GenreQueue.Cli.Concurrency;

namespace GenreQueue.Cli.Library;

/// <summary>Names the genres in this process. The model is loaded and decoders start with the first track.</summary>
/// <param name="decoders">Decodes the tracks; disposed by the caller.</param>
/// <param name="catalog">Holds the model; disposed with this.</param>
/// <param name="options">Model, window and labels rule.</param>
/// <param name="jobs">Number of tracks in parallel.</param>
internal sealed class LocalAnswers(DecoderPool decoders, ModelCatalog catalog, ClassifyOptions options, int jobs) : ITrackAnswers
{
    private readonly ClassifyRun _run = new(new GenreClassifier(decoders, catalog), options, jobs);

    /// <inheritdoc/>
    public IAsyncEnumerable<TrackAnswer> AnswerAsync(IAsyncEnumerable<Track> tracks, CancellationToken cancellationToken) =>
        OrderedWork.RunAsync(tracks, jobs, AnswerAsync, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        catalog.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<TrackAnswer> AnswerAsync(Track track, CancellationToken cancellationToken)
    {
        var file = await _run.ClassifyAsync(track.Path, cancellationToken);
        return new TrackAnswer(track, file.Result, file.Error);
    }
}
