using System.Text.Json;
using System.Text;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;

namespace GenreQueue.Api.Jobs;

/// <summary>One <c>POST /api/v1/jobs</c> from its first byte to its reply.</summary>
public sealed class SubmitHandler(
    SubmitRequestReader reader, JobSubmitter submitter, IdempotencyKeys keys, UploadJanitor janitor)
{
    /// <exception cref="ApiException">The request is refused; no job and no file is left of it.</exception>
    public async Task<SubmitReply> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var record = await keys.ReserveAsync(request, cancellationToken);
        var committed = false;
        try
        {
            var (options, files) = await reader.ReadAsync(request, cancellationToken);
            try
            {
                if (record is { StatusCode: > 0 }) return Replay(record, IdempotencyKeys.FingerprintOf(options, files));
                var jobs = await submitter.CreateAsync(options, files, cancellationToken);
                var reply = ReplyTo(jobs);
                if (record is not null)
                {
                    record.Fingerprint = IdempotencyKeys.FingerprintOf(options, files);
                    record.StatusCode = reply.Status;
                    record.Location = reply.Location;
                    record.Body = reply.Body;
                }
                await submitter.StoreAsync(jobs, files, record, cancellationToken);
                committed = true;
                return reply;
            }
            finally
            {
                if (!committed) foreach (var file in files) janitor.Delete(file.Upload.Key);
            }
        }
        catch when (record is not null && !committed)
        {
            await keys.ReleaseAsync(record);
            throw;
        }
    }

    private static SubmitReply Replay(IdempotencyRecord record, string fingerprint) => record.Fingerprint == fingerprint
        ? new SubmitReply(record.StatusCode, record.Location, record.Body)
        : throw new ApiException(422, ProblemCodes.IdempotencyKeyReused, "This Idempotency-Key was used with other files or options.");

    /// <summary>One file gives its job, several a list; 202 while anything is open, 200 when all was answered from the cache.</summary>
    private static SubmitReply ReplyTo(IReadOnlyList<Job> jobs)
    {
        var responses = jobs.Select(j => j.ToResponse()).ToList();
        var status = jobs.Any(j => !j.HasEnded) ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        var location = jobs.Count == 1 ? responses[0].Links.Self : null;
        return new SubmitReply(status, location, jobs.Count == 1
            ? JsonSerializer.Serialize(responses[0], JsonSerializerOptions.Web)
            : JsonSerializer.Serialize(new JobsAccepted(responses), JsonSerializerOptions.Web));
    }
}

/// <param name="Status">HTTP status.</param>
/// <param name="Location">Address of the job, if it is one.</param>
/// <param name="Body">JSON.</param>
public sealed record SubmitReply(int Status, string? Location, string Body) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        if (Location is not null) response.Headers.Location = Location;
        if (Status == StatusCodes.Status202Accepted) response.Headers.RetryAfter = "1";
        return response.WriteAsync(Body, Encoding.UTF8, httpContext.RequestAborted);
    }
}
