using GenreQueue.Contracts;

namespace GenreQueue.Cli.Library;

/// <summary>Who names the genres of a run, and what its answers depend on.</summary>
/// <param name="Tracks">Names the genres. It starts nothing before it gets the first track.</param>
/// <param name="Model">The model that answers.</param>
/// <param name="Genres">The genres of that model.</param>
/// <param name="Window">The part of each track that is analysed.</param>
/// <param name="Labels">How many genres an answer names.</param>
internal sealed record AnswerSource(
    ITrackAnswers Tracks, ModelReference Model, IReadOnlyList<string> Genres, WindowMode Window, LabelsMode Labels) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Tracks.DisposeAsync();
}
