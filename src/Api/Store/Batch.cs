namespace GenreQueue.Api.Store;

/// <summary>One row of <c>batches</c>: a name that jobs share.</summary>
public sealed class Batch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public string? Name { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
