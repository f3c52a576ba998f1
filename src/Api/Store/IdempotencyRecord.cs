namespace GenreQueue.Api.Store;

/// <summary>One row of <c>idempotency_keys</c>: a key that a client has used, and the reply to its first request.</summary>
public sealed class IdempotencyRecord
{
    public required string Key { get; init; }

    /// <summary>Hash of the options and the files; empty while the request is in progress.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Status of the reply; 0 while the request is in progress.</summary>
    public int StatusCode { get; set; }

    public string? Location { get; set; }

    /// <summary>Body of the reply, JSON.</summary>
    public string Body { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }
}
