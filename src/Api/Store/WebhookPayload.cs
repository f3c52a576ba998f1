using System.Text.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>What a webhook call says: which event, when, and the job as the REST API shows it.</summary>
/// <param name="Type"><c>job.succeeded</c>, <c>job.failed</c> or <c>job.canceled</c>.</param>
/// <param name="Timestamp">When the job ended, UTC.</param>
/// <param name="Data">The job.</param>
public sealed record WebhookPayload(string Type, DateTimeOffset Timestamp, JobResponse Data)
{
    /// <summary>The call that is owed for a job that has ended.</summary>
    internal static WebhookDelivery For(Job job)
    {
        var endedAt = job.FinishedAt!.Value;
        var payload = new WebhookPayload($"job.{job.State.JsonName()}", endedAt, job.ToResponse());
        return new WebhookDelivery
        {
            JobId = job.Id,
            Url = job.Callback!,
            Payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web),
            CreatedAt = endedAt,
            NextAttemptAt = endedAt,
        };
    }
}
