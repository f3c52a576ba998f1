using GenreQueue.Cli.Concurrency;
using GenreQueue.Cli.Library;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Server;

/// <summary>Names the genres by a service that reads the same files itself, as a library. A job is found by the path below the folder.</summary>
/// <param name="client">The service.</param>
/// <param name="library">Name of the library.</param>
/// <param name="folder">Path of the folder below the root of the library, with <c>/</c> between folders; empty for the root.</param>
/// <param name="options">Options of the jobs.</param>
internal sealed class LibraryAnswers(ServiceClient client, string library, string folder, JobOptions options) : ServiceAnswers(client)
{
    /// <summary>Code of a file that the library of the service does not have.</summary>
    public const string NotInLibrary = "not_in_library";

    /// <inheritdoc/>
    protected override async Task<BatchFollower> CreateBatchAsync(CancellationToken cancellationToken)
    {
        var batch = await Client.CreateBatchAsync($"genrequeue tag on {Environment.MachineName}", library, folder, options, cancellationToken);
        return new BatchFollower(Client, batch.Id, job => job.Source?.Path ?? "", endsWhenComplete: true);
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<TrackAnswer> AnswerAllAsync(IAsyncEnumerable<Track> tracks, LazyBatch batch, CancellationToken cancellationToken) =>
        OrderedWork.RunAsync(tracks, OpenJobs, (track, token) => AnswerAsync(track, batch, token), cancellationToken);

    private async Task<TrackAnswer> AnswerAsync(Track track, LazyBatch lazy, CancellationToken cancellationToken)
    {
        var batch = await lazy.GetAsync(cancellationToken);
        var path = folder.Length == 0 ? track.RelativePath : $"{folder}/{track.RelativePath}";
        if (await batch.EndOfAsync(path, cancellationToken) is not { } job) return await MissingAsync(track, batch, cancellationToken);
        return job.State == JobState.Succeeded && job.Size != track.Stamp.Size
            ? Failed(track, ErrorCodes.FileChanged, "The file is not the same as the one in the library of the service.")
            : AnswerOf(track, job);
    }

    private async Task<TrackAnswer> MissingAsync(Track track, BatchFollower batch, CancellationToken cancellationToken) =>
        (await Client.GetBatchAsync(batch.Batch, cancellationToken)).Walk?.Error is { } error
            ? Failed(track, error.Code, error.Title)
            : Failed(track, NotInLibrary, $"The library {library} of the service has no file of this path, or skips it, such as a link.");
}
