using System.Text.Json;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Jobs;

/// <summary>Stores a webhook call for each ended job that has a callback.</summary>
internal sealed class WebhookOutbox : ICallbackOutbox
{
    public void Add(JobDbContext db, Job job)
    {
        var endedAt = job.FinishedAt!.Value;
        var payload = new WebhookPayload($"job.{job.State.JsonName()}", endedAt, job.ToResponse());
        db.WebhookDeliveries.Add(new WebhookDelivery
        {
            JobId = job.Id,
            Url = job.Callback!,
            Payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web),
            CreatedAt = endedAt,
            NextAttemptAt = endedAt,
        });
    }
}
