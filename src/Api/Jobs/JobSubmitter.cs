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
        var known = await FindCachedAsync(options, [.. files.Select(f => f.Upload.Sha256).Distinct()], cancellationToken);
        // Truncated to the precision of the database, so that every response shows the same time.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        return [.. files.Select(file =>
        {
            var earlier = known.GetValueOrDefault(file.Upload.Sha256);
            var cached = earlier is not null;
            return new Job
            {
                Id = file.JobId ?? Guid.CreateVersion7(),
                State = cached ? JobState.Succeeded : JobState.Queued,
                FileName = file.FileName,
                Size = file.Upload.Size,
                Sha256 = file.Upload.Sha256,
                UploadKey = cached ? null : file.Upload.Key,
                UploadHeld = !cached,
                BatchId = options.Batch,
                Priority = options.Priority,
                Model = options.Model,
                Window = options.Window,
                Labels = options.Labels,
                Callback = options.Callback,
                Cached = cached,
                CreatedAt = now,
                FinishedAt = cached ? now : null,
                NextPublishAt = cached ? null : now + JobOutbox.Lease,
                Result = earlier?.Result,
                Genre = earlier?.Genre,
                Outcome = earlier?.Outcome,
                ModelVersion = earlier?.ModelVersion,
                WorkerName = earlier?.WorkerName,
                WorkerVersion = earlier?.WorkerVersion,
            };
        })];
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

    private async Task<Dictionary<string, Job>> FindCachedAsync(SubmitOptions options, List<string> hashes, CancellationToken cancellationToken)
    {
        var version = models.Cards.First(card => card.Id == options.Model).Version;
        await using var db = database.Open();
        var jobs = await db.Jobs
            .Where(j => hashes.Contains(j.Sha256) && j.Model == options.Model && j.ModelVersion == version
                && j.Window == options.Window && j.Labels == options.Labels && j.State == JobState.Succeeded && !j.Cached)
            .ToListAsync(cancellationToken);
        return jobs.GroupBy(j => j.Sha256).ToDictionary(g => g.Key, g => g.First());
    }
}
