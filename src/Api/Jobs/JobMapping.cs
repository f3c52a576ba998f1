using System.Text.Json;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

internal static class JobMapping
{
    public static string PathOf(Guid id) => $"/api/v1/jobs/{id}";

    public static JobResponse ToResponse(this Job job) => new(
        job.Id,
        job.State,
        job.FileName,
        job.Size,
        job.Sha256.Length == 0 ? null : job.Sha256,
        job.Library is null ? null : new JobSource(job.Library, job.Path!),
        job.BatchId,
        job.Priority,
        job.Model,
        job.Window,
        job.Labels,
        job.Cached,
        job.Attempts,
        job.Sequence,
        job.CreatedAt,
        job.StartedAt,
        job.FinishedAt,
        job.WorkerName is null ? null : new WorkerReference(job.WorkerName, job.WorkerVersion ?? ""),
        job.Result is null ? null : JsonSerializer.Deserialize<ClassificationResult>(job.Result, JsonSerializerOptions.Web),
        job.ErrorCode is null ? null : new JobError(job.ErrorCode, job.ErrorTitle ?? ""),
        new JobLinks(
            PathOf(job.Id),
            job.HasEnded ? null : PathOf(job.Id) + "/cancel",
            job.State == JobState.Failed && (job.UploadHeld || job.Library is not null) ? PathOf(job.Id) + "/retry" : null));
}
