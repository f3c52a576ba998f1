namespace GenreQueue.Api.Store;

/// <summary>One row of <c>webhook_deliveries</c>: a call that is owed, was made, or was given up.</summary>
public sealed class WebhookDelivery
{
    /// <summary>Also the <c>webhook-id</c> header, the same on every try.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid JobId { get; init; }
    public required string Url { get; init; }

    /// <summary>What is sent, JSON: fixed when the job ended.</summary>
    public required string Payload { get; init; }

    public int Attempts { get; set; }

    /// <summary>When it is tried (again); null once it was delivered or given up.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>What the last failed try ended with.</summary>
    public string? LastError { get; set; }
}
