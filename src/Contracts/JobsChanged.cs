namespace GenreQueue.Contracts;

/// <summary>The jobs changed by one commit, published to every API instance.</summary>
/// <param name="Changes">The changes, at most one per job.</param>
public sealed record JobsChanged(IReadOnlyList<JobChanged> Changes);
