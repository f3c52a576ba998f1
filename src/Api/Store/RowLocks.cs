using Microsoft.EntityFrameworkCore;

namespace GenreQueue.Api.Store;

/// <summary>
/// Locks the rows that a transaction is about to change, in the order of their keys. PostgreSQL would otherwise lock them in the
/// order in which each statement finds them, and two instances that change the same rows would deadlock. SQLite has one writer.
/// </summary>
internal static class RowLocks
{
    /// <summary>Locks jobs until the transaction ends; ids without a row are ignored.</summary>
    /// <param name="db">A context with an open transaction.</param>
    /// <param name="ids">Ids of all jobs that the transaction changes: a second call could lock a lower id than the first.</param>
    /// <param name="cancellationToken">Ends the wait for the locks.</param>
    public static Task LockJobsAsync(this JobDbContext db, IEnumerable<Guid> ids, CancellationToken cancellationToken) =>
        db.LockAsync($"SELECT 1 FROM jobs WHERE id = ANY({ids.ToArray()}) ORDER BY id FOR UPDATE", cancellationToken);

    /// <summary>Locks the rows of a query until the transaction ends.</summary>
    /// <param name="db">A context with an open transaction.</param>
    /// <param name="select">A query for PostgreSQL that is ordered by the key and ends with FOR UPDATE.</param>
    /// <param name="cancellationToken">Ends the wait for the locks.</param>
    public static Task LockAsync(this JobDbContext db, FormattableString select, CancellationToken cancellationToken) =>
        db.Database.IsNpgsql() ? db.Database.ExecuteSqlAsync(select, cancellationToken) : Task.CompletedTask;
}
