using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>
/// The only row of <c>end_counter</c>. A transaction that ends jobs increments it, which locks it until the commit, and gives the
/// number to these jobs. So the numbers become visible in their order, and a client that has seen one has seen all that are lower.
/// </summary>
public sealed class EndCounter
{
    /// <summary>Assignment for jobs that end, after <see cref="IncrementAsync"/>.</summary>
    internal const string Assignment = "end_number = (SELECT last FROM end_counter)";

    public int Id { get; init; }
    public long Last { get; init; }

    /// <summary>Takes the next number. All job rows that the transaction changes have to be locked before, or two transactions could deadlock.</summary>
    internal static Task IncrementAsync(JobDbContext db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"UPDATE end_counter SET last = last + 1", cancellationToken);
}
