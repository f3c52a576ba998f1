using System.Text.Json;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Api.Uploads;

namespace GenreQueue.Api.Jobs;

/// <summary>Handles <c>POST /api/v1/jobs</c>.</summary>
public sealed class SubmitHandler(SubmitRequestReader reader, UploadReceiver receiver, JobSubmitter submitter, IdempotencyKeys keys)
{
    /// <exception cref="ApiException">The request is rejected. It leaves no job and no file.</exception>
    public async Task<SubmitReply> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var record = await keys.ReserveAsync(request, cancellationToken);
        await using var files = receiver.Begin();
        try
        {
            var options = await reader.ReadAsync(request, files, cancellationToken);
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
            return reply;
        }
        catch when (record is not null)
        {
            await keys.ReleaseAsync(record);
            throw;
        }
    }

    private static SubmitReply Replay(IdempotencyRecord record, string fingerprint) => record.Fingerprint == fingerprint
        ? new SubmitReply(record.StatusCode, record.Location, record.Body)
        : throw new ApiException(422, ProblemCodes.IdempotencyKeyReused, "This Idempotency-Key was used with other files or options.");

    /// <summary>A job for one file, a list for several. The status is 202 if any job is open, and 200 if every result came from the cache.</summary>
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
