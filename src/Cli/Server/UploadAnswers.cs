using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GenreQueue.Cli.Concurrency;
using GenreQueue.Cli.Library;
using GenreQueue.Contracts;

namespace GenreQueue.Cli.Server;

/// <summary>
/// Names the genres by a service that gets the files: it is asked by hash first, so that only those travel that it does not know, and
/// the same content once.
/// </summary>
internal sealed class UploadAnswers(ServiceClient client, JobOptions options) : ServiceAnswers(client)
{
    private const int HashesPerRequest = 500;
    private const int Uploads = 4;

    private static readonly TimeSpan LookupPatience = TimeSpan.FromMilliseconds(200);
    private readonly SemaphoreSlim _uploads = new(Uploads);
    private readonly ConcurrentDictionary<string, Lazy<Task<ServiceJob>>> _running = new();

    /// <inheritdoc/>
    protected override async Task<BatchFollower> CreateBatchAsync(CancellationToken cancellationToken)
    {
        var batch = await Client.CreateBatchAsync($"genrequeue tag on {Environment.MachineName}", cancellationToken);
        return new BatchFollower(Client, batch.Id, job => job.Id.ToString(), endsWhenComplete: false);
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<TrackAnswer> AnswerAllAsync(IAsyncEnumerable<Track> tracks, LazyBatch batch, CancellationToken cancellationToken)
    {
        var hashed = OrderedWork.RunAsync(tracks, Environment.ProcessorCount, HashAsync, cancellationToken);
        return OrderedWork.RunAsync(LookUpAsync(hashed, cancellationToken), OpenJobs, (asked, token) => AnswerAsync(asked, batch, token), cancellationToken);
    }

    private static async Task<Asked> HashAsync(Track track, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(track.Path);
            return new Asked(track, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Asked(track, null) { Answer = Unreadable(track, exception) };
        }
    }

    private async IAsyncEnumerable<Asked> LookUpAsync(IAsyncEnumerable<Asked> tracks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var group in Groups.OfAsync(tracks, HashesPerRequest, LookupPatience, cancellationToken))
        {
            var hashes = group.Select(track => track.Sha256).OfType<string>().Distinct().ToList();
            var known = hashes.Count == 0 ? [] : (await Client.LookUpAsync(hashes, options, cancellationToken)).Results.ToDictionary(found => found.Sha256, found => found.Result);
            foreach (var track in group)
            {
                yield return track.Sha256 is { } hash && known.TryGetValue(hash, out var result)
                    ? track with { Answer = new TrackAnswer(track.Track, result, null) }
                    : track;
            }
        }
    }

    private async Task<TrackAnswer> AnswerAsync(Asked asked, LazyBatch batch, CancellationToken cancellationToken)
    {
        if (asked.Answer is { } answer) return answer;
        var running = _running.GetOrAdd(asked.Sha256!, _ => new Lazy<Task<ServiceJob>>(() => ClassifyAsync(asked.Track.Path, batch, cancellationToken)));
        try
        {
            return AnswerOf(asked.Track, await running.Value);
        }
        catch (ServiceException refused) when (refused.Code != ServiceException.Unreachable)
        {
            return Failed(asked.Track, refused.Code, refused.Message);
        }
        catch (Exception exception) when (exception is IOException and not ServiceException or UnauthorizedAccessException)
        {
            return Unreadable(asked.Track, exception);
        }
        finally
        {
            // The service knows it from now on.
            _running.TryRemove(asked.Sha256!, out _);
        }
    }

    private async Task<ServiceJob> ClassifyAsync(string path, LazyBatch lazy, CancellationToken cancellationToken)
    {
        var batch = await lazy.GetAsync(cancellationToken);
        ServiceJob job;
        await _uploads.WaitAsync(cancellationToken);
        try
        {
            job = await Client.UploadAsync(batch.Batch, path, options, cancellationToken);
        }
        finally
        {
            _uploads.Release();
        }
        return await batch.EndOfAsync(job.Id.ToString(), cancellationToken) ?? throw new InvalidOperationException("A batch of uploads has no end.");
    }

    private static TrackAnswer Unreadable(Track track, Exception exception) => exception is FileNotFoundException or DirectoryNotFoundException
        ? Failed(track, ErrorCodes.NotFound, "File not found.")
        : Failed(track, ErrorCodes.Unreadable, "The file cannot be read. Check its permissions and the disk.");

    /// <summary>A track on its way.</summary>
    private sealed record Asked(Track Track, string? Sha256)
    {
        /// <summary>The answer, if there is one already.</summary>
        public TrackAnswer? Answer { get; init; }
    }
}
