namespace GenreQueue.Api.Store;

/// <summary>One row of <c>batches</c>: a named group of jobs.</summary>
public sealed class Batch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string? Name { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
