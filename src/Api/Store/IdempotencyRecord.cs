namespace GenreQueue.Api.Store;

/// <summary>One row of <c>idempotency_keys</c>: a key a sender used, and the reply it got.</summary>
public sealed class IdempotencyRecord
{
    public required string Key { get; init; }

    /// <summary>Hash of the options and of the content of the files; empty while the request is being read.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>Status of the reply; 0 while the request is in flight.</summary>
    public int StatusCode { get; set; }

    public string? Location { get; set; }

    /// <summary>Body of the reply, JSON.</summary>
    public string Body { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }
}
