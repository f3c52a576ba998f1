using GenreQueue.Cli.Classify;
using GenreQueue.Contracts;
using GenreQueue.Library.Files;

namespace GenreQueue.Cli.Library;

/// <summary>Names the genres of tracks: in this process or by a service.</summary>
internal interface ITrackAnswers : IAsyncDisposable
{
    /// <summary>Yields one answer for each track, in the order of the tracks. Tracks are taken as the work advances, within bounds.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled; the answers that were complete by then have been yielded.</exception>
    IAsyncEnumerable<TrackAnswer> AnswerAsync(IAsyncEnumerable<Track> tracks, CancellationToken cancellationToken);
}

/// <summary>A file of a library that needs an answer.</summary>
/// <param name="Path">Where the file is.</param>
/// <param name="RelativePath">Path below the root of the run, with <c>/</c> between folders.</param>
/// <param name="Stamp">The file as it was found.</param>
internal sealed record Track(string Path, string RelativePath, FileStamp Stamp);

/// <summary>The answer for one track.</summary>
/// <param name="Track">The track.</param>
/// <param name="Result">Null when it failed.</param>
/// <param name="Error">Null when it was classified.</param>
internal sealed record TrackAnswer(Track Track, ClassificationResult? Result, FileError? Error);
