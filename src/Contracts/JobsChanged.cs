namespace GenreQueue.Contracts;

/// <summary>What one commit has changed, told to every API instance.</summary>
/// <param name="Changes">Each job once.</param>
public sealed record JobsChanged(IReadOnlyList<JobChanged> Changes);
