namespace GenreQueue.Api.Store;

/// <summary>One row of <c>webhook_deliveries</c>: a webhook call that is pending, delivered or abandoned.</summary>
public sealed class WebhookDelivery
{
    /// <summary>Also sent as the <c>webhook-id</c> header; the same on every attempt.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid JobId { get; init; }
    public required string Url { get; init; }

    /// <summary>The body, JSON; fixed when the job ended.</summary>
    public required string Payload { get; init; }

    public int Attempts { get; set; }

    /// <summary>Time of the next attempt; null once the call is delivered or abandoned.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Error of the last failed attempt.</summary>
    public string? LastError { get; set; }
}
