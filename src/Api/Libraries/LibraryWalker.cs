using GenreQueue.Analysis.Decoding;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Api.Uploads;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Libraries;
using GenreQueue.Library.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Libraries;

/// <summary>Adds a job for each file of the folder that a batch names. A walk that is repeated adds only the jobs that are missing.</summary>
public sealed class LibraryWalker(
    LibraryRoots libraries,
    WalkStore walks,
    ResultCache cache,
    JobEvents events,
    JobDatabase database,
    IOptions<ApiOptions> options,
    TimeProvider time,
    ILogger<LibraryWalker> logger)
{
    /// <summary>Jobs that are stored together.</summary>
    public const int Chunk = 500;

    private static readonly TimeSpan FullQueuePause = TimeSpan.FromSeconds(15);

    /// <summary>Walks until every file has a job, the batch is canceled or the queue is half full.</summary>
    /// <exception cref="OperationCanceledException">The process is stopping; the walk goes on in another one.</exception>
    public async Task WalkAsync(Guid batchId, CancellationToken cancellationToken)
    {
        if (await walks.BeginAsync(batchId, cancellationToken) is not { } walk) return;
        try
        {
            await WalkAsync(walk, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await walks.PostponeAsync(batchId, TimeSpan.Zero, CancellationToken.None);
            throw;
        }
        catch (AudioException exception)
        {
            await FailAsync(walk, exception.Code, exception.Message, cancellationToken);
        }
        catch (IOException exception)
        {
            logger.LogWarning(exception, "Cannot read the library {Library}", walk.Library);
            await FailAsync(walk, ErrorCodes.Unreadable, $"The library {walk.Library} cannot be read.", cancellationToken);
        }
    }

    private async Task WalkAsync(Walk walk, CancellationToken cancellationToken)
    {
        if (!libraries.TryGet(walk.Library, out var library))
            throw new AudioException(ErrorCodes.UnknownLibrary, $"The service has no library {walk.Library} any longer.");
        var count = 0;
        foreach (var chunk in FilesOf(library, walk.Path).Chunk(Chunk))
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Uploads are refused when the queue is full; a library leaves them room.
            if (await CountQueuedAsync(cancellationToken) >= options.Value.MaxQueuedJobs / 2)
            {
                await walks.PostponeAsync(walk.BatchId, FullQueuePause, cancellationToken);
                return;
            }
            if (await walks.AddAsync(walk.BatchId, await CreateJobsAsync(walk, chunk, cancellationToken), cancellationToken) is not { } added) return;
            foreach (var job in added.Where(job => !job.HasEnded)) events.Queued(job);
            events.Changed(added.Where(job => job.HasEnded).Select(job => new JobChanged(job.Id, job.BatchId, job.State, job.Sequence)));
            count += chunk.Length;
        }
        await walks.EndAsync(walk.BatchId, WalkState.Done, null, null, cancellationToken);
        logger.LogInformation("Batch {BatchId} has the {Count} files of {Path} in the library {Library}", walk.BatchId, count, walk.Path, walk.Library);
    }

    /// <summary>The files that may contain audio, without those behind links, which could lead out of the library. One that cannot be read has no size and no time, and its job fails with the reason.</summary>
    private static IEnumerable<LibraryFile> FilesOf(LibraryRoot library, string path)
    {
        var real = path.Length == 0 ? library.Folder : library.Resolve(path);
        if (!Path.Exists(real)) throw new AudioException(ErrorCodes.NotFound, "The folder no longer exists.");
        foreach (var found in AudioFiles.FindByFolder(real, LinkPolicy.Skip))
        {
            var below = found[real.Length..].TrimStart(Path.DirectorySeparatorChar);
            var relative = path.Length == 0 || below.Length == 0 ? path + below : $"{path}/{below}";
            if (relative.Length is 0 or > RelativePath.MaxLength) continue;
            yield return FileOf(library, relative, found);
        }
    }

    private static LibraryFile FileOf(LibraryRoot library, string relative, string found)
    {
        try
        {
            if (library.Find(relative, found) is { } file) return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The job finds out why.
        }
        return new LibraryFile(library.Name, relative, 0, 0);
    }

    private async Task<List<Job>> CreateJobsAsync(Walk walk, LibraryFile[] files, CancellationToken cancellationToken)
    {
        var chosen = new SubmitOptions(walk.Model, walk.Window, walk.Labels, walk.BatchId, walk.Priority);
        var known = await cache.FindFilesAsync(chosen, [.. files.Select(LibraryKeys.OfContent)], cancellationToken);
        var now = time.GetUtcNow();
        return
        [
            .. files.Select(file => JobFactory.Create(
                chosen,
                new NewTrack(LibraryKeys.OfJob(walk.BatchId, file.Path), FileNames.Clean(file.Path), file.Size) { File = file },
                known.GetValueOrDefault(LibraryKeys.OfContent(file)),
                now)),
        ];
    }

    private async Task<int> CountQueuedAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Jobs.CountAsync(j => j.State == JobState.Queued, cancellationToken);
    }

    private async Task FailAsync(Walk walk, string code, string title, CancellationToken cancellationToken)
    {
        await walks.EndAsync(walk.BatchId, WalkState.Failed, code, title, cancellationToken);
        logger.LogWarning("The walk of batch {BatchId} in the library {Library} failed with {Code}: {Reason}", walk.BatchId, walk.Library, code, title);
    }
}
