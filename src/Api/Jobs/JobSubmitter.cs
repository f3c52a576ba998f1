using GenreQueue.Analysis.Models;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Api.Uploads;
using GenreQueue.Api.Webhooks;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Logging;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Jobs;

/// <summary>Creates the jobs of received files: one row per file, committed and then announced to the relay.</summary>
public sealed class JobSubmitter(
    JobDatabase database,
    JobInserter inserter,
    JobEvents events,
    ModelCatalog models,
    ResultCache cache,
    CallbackGuard callbacks,
    TimeProvider time,
    ILogger<JobSubmitter> logger)
{
    /// <summary>Checks options against the models, the batches and the allowed callbacks.</summary>
    /// <exception cref="ApiException">The model or batch does not exist, or the callback is not allowed.</exception>
    public async Task CheckAsync(SubmitOptions options, CancellationToken cancellationToken)
    {
        if (models.Cards.All(card => card.Id != options.Model))
        {
            throw new ApiException(400, ErrorCodes.UnknownModel,
                $"The model {ClientText.Quote(options.Model)} does not exist. Available models: {string.Join(", ", models.Cards.Select(card => card.Id))}.");
        }
        if (options.Callback is { } callback) callbacks.Check(callback);
        if (options.Batch is { } batch)
        {
            await using var db = database.Open();
            if (!await db.Batches.AnyAsync(b => b.Id == batch, cancellationToken)) throw ApiException.BatchNotFound();
        }
    }

    /// <summary>Creates the jobs of <paramref name="files"/> without storing them. A job has succeeded from the start if the cache holds the result for the same bytes, model and options.</summary>
    public async Task<IReadOnlyList<Job>> CreateAsync(SubmitOptions options, IReadOnlyList<ReceivedFile> files, CancellationToken cancellationToken)
    {
        var known = await cache.FindUploadsAsync(options, [.. files.Select(f => f.Upload.Sha256).Distinct()], cancellationToken);
        var now = time.GetUtcNow();
        return
        [
            .. files.Select(file => JobFactory.Create(
                options,
                new NewTrack(file.JobId ?? Guid.CreateVersion7(), file.FileName, file.Upload.Size) { Sha256 = file.Upload.Sha256, UploadKey = file.Upload.Key },
                known.GetValueOrDefault(file.Upload.Sha256),
                now)),
        ];
    }

    /// <summary>Commits the jobs and announces them. Of the files it commits those that the jobs need, which excludes the ones answered from the cache.</summary>
    /// <param name="jobs">The jobs that <see cref="CreateAsync"/> returned.</param>
    /// <param name="files">Their files.</param>
    /// <param name="reply">The reply to an idempotency key, committed with the jobs.</param>
    /// <param name="cancellationToken">Has no effect once the commit has begun.</param>
    public async Task StoreAsync(IReadOnlyList<Job> jobs, ReceivedFiles files, IdempotencyRecord? reply, CancellationToken cancellationToken)
    {
        await inserter.InsertAsync(jobs, reply, cancellationToken);
        files.Commit(jobs.Select(job => job.UploadKey).OfType<string>());
        foreach (var job in jobs)
        {
            if (!job.Cached) events.Queued(job);
            logger.LogInformation("Accepted job {JobId}: {Size} bytes for {Model}, cached {Cached}", job.Id, job.Size, job.Model, job.Cached);
        }
    }
}
