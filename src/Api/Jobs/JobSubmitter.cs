using GenreQueue.Analysis.Models;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Api.Webhooks;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Uploads;
using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Jobs;

/// <summary>Makes jobs of files that lie in the store: one row each, committed, then announced to the relay.</summary>
public sealed class JobSubmitter(
    JobDatabase database,
    JobInserter inserter,
    JobEvents events,
    UploadJanitor janitor,
    ModelCatalog models,
    CallbackGuard callbacks,
    TimeProvider time,
    ILogger<JobSubmitter> logger)
{
    /// <summary>Whether these options can be served at all.</summary>
    /// <exception cref="ApiException">There is no such model or batch, or the callback is refused.</exception>
    public async Task CheckAsync(SubmitOptions options, CancellationToken cancellationToken)
    {
        if (models.Cards.All(card => card.Id != options.Model))
        {
            throw new ApiException(400, ErrorCodes.UnknownModel,
                $"There is no model {options.Model}; there are {string.Join(", ", models.Cards.Select(card => card.Id))}.");
        }
        if (options.Callback is { } callback) callbacks.Check(callback);
        if (options.Batch is { } batch)
        {
            await using var db = database.Open();
            if (!await db.Batches.AnyAsync(b => b.Id == batch, cancellationToken)) throw ApiException.BatchNotFound();
        }
    }

    /// <summary>The jobs of <paramref name="files"/>, not stored yet: queued, or at once succeeded where the same bytes with the same model and options were answered before.</summary>
    public async Task<IReadOnlyList<Job>> CreateAsync(SubmitOptions options, IReadOnlyList<ReceivedFile> files, CancellationToken cancellationToken)
    {
        var known = await FindAnswersAsync(options, [.. files.Select(f => f.Upload.Sha256).Distinct()], cancellationToken);
        // As exact as the store keeps it, so that every reply shows the same time.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        return [.. files.Select(file =>
        {
            var answer = known.GetValueOrDefault(file.Upload.Sha256);
            var cached = answer is not null;
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
                Result = answer?.Result,
                Genre = answer?.Genre,
                Outcome = answer?.Outcome,
                ModelVersion = answer?.ModelVersion,
                WorkerName = answer?.WorkerName,
                WorkerVersion = answer?.WorkerVersion,
            };
        })];
    }

    /// <summary>Commits jobs of <see cref="CreateAsync"/>, announces them and drops the uploads that nobody needs.</summary>
    /// <param name="jobs">The jobs, in the order of <paramref name="files"/>.</param>
    /// <param name="files">Their files.</param>
    /// <param name="reply">What to keep for an idempotency key, committed with the jobs.</param>
    /// <param name="cancellationToken">Heeded only until the commit has begun.</param>
    public async Task StoreAsync(IReadOnlyList<Job> jobs, IReadOnlyList<ReceivedFile> files, IdempotencyRecord? reply, CancellationToken cancellationToken)
    {
        await inserter.InsertAsync(jobs, reply, cancellationToken);
        foreach (var (job, file) in jobs.Zip(files))
        {
            if (job.Cached) janitor.Delete(file.Upload.Key);
            else events.Queued(job);
            logger.LogInformation("Accepted job {JobId}: {Size} bytes for {Model}, cached {Cached}", job.Id, job.Size, job.Model, job.Cached);
        }
    }

    /// <summary><see cref="CreateAsync"/> and <see cref="StoreAsync"/> in one; on a fault the uploads are dropped.</summary>
    public async Task<IReadOnlyList<Job>> SubmitAsync(SubmitOptions options, IReadOnlyList<ReceivedFile> files, CancellationToken cancellationToken)
    {
        try
        {
            var jobs = await CreateAsync(options, files, cancellationToken);
            await StoreAsync(jobs, files, reply: null, cancellationToken);
            return jobs;
        }
        catch
        {
            foreach (var file in files) janitor.Delete(file.Upload.Key);
            throw;
        }
    }

    private async Task<Dictionary<string, Job>> FindAnswersAsync(SubmitOptions options, List<string> hashes, CancellationToken cancellationToken)
    {
        var version = models.Cards.First(card => card.Id == options.Model).Version;
        await using var db = database.Open();
        var answers = await db.Jobs
            .Where(j => hashes.Contains(j.Sha256) && j.Model == options.Model && j.ModelVersion == version
                && j.Window == options.Window && j.Labels == options.Labels && j.State == JobState.Succeeded && !j.Cached)
            .ToListAsync(cancellationToken);
        return answers.GroupBy(j => j.Sha256).ToDictionary(g => g.Key, g => g.First());
    }
}
