using System.Runtime.CompilerServices;
using GenreQueue.Cli.Classify;
using GenreQueue.Cli.Library;
using GenreQueue.Cli.Output;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Server;

/// <summary>Names the genres by a service, as jobs of one batch that begins with the first track that needs one.</summary>
internal abstract class ServiceAnswers(ServiceClient client) : ITrackAnswers
{
    /// <summary>Jobs that may be open at the service at the same time.</summary>
    protected const int OpenJobs = 500;

    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(10);

    /// <summary>The service.</summary>
    protected ServiceClient Client => client;

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrackAnswer> AnswerAsync(IAsyncEnumerable<Track> tracks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var batch = new LazyBatch(CreateBatchAsync);
        var finished = false;
        try
        {
            await foreach (var answer in AnswerAllAsync(tracks, batch, cancellationToken)) yield return answer;
            finished = true;
        }
        finally
        {
            // After all tracks too: a library may have files that need no answer.
            if (batch.Id is { } id) await CancelAsync(id, tell: !finished);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Yields the answers in the order of the tracks.</summary>
    protected abstract IAsyncEnumerable<TrackAnswer> AnswerAllAsync(IAsyncEnumerable<Track> tracks, LazyBatch batch, CancellationToken cancellationToken);

    /// <summary>Creates the batch.</summary>
    protected abstract Task<BatchFollower> CreateBatchAsync(CancellationToken cancellationToken);

    /// <summary>The answer of a job.</summary>
    protected static TrackAnswer AnswerOf(Track track, ServiceJob job) => job switch
    {
        { Result: { } result } => new TrackAnswer(track, result, null),
        { Error: { } error } => Failed(track, error.Code, error.Title),
        _ => Failed(track, job.State.JsonName(), "The job was canceled at the service."),
    };

    /// <summary>An answer without a result.</summary>
    protected static TrackAnswer Failed(Track track, string code, string message) => new(track, null, new FileError(code, message));

    private async Task CancelAsync(Guid batch, bool tell)
    {
        using var limit = new CancellationTokenSource(CancelLimit);
        try
        {
            await client.CancelAsync(batch, limit.Token);
            if (tell) Terminal.WriteMessage($"The open jobs of batch {batch} at {client.Address} are canceled.");
        }
        catch (Exception exception) when (exception is ServiceException or OperationCanceledException)
        {
            if (tell) Terminal.WriteMessage($"The open jobs of batch {batch} at {client.Address} could not be canceled; the service finishes them.");
        }
    }
}
