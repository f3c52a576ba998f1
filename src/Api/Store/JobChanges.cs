using System.Data.Common;
using System.Data;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GenreQueue.Api.Store;

/// <summary>A row that a statement really changed.</summary>
internal sealed record ChangedRow(Guid Id, Guid? BatchId, JobState State, long Sequence, string? UploadKey, bool UploadHeld, bool HasCallback)
{
    public JobChanged Fact => new(Id, BatchId, State, Sequence);
}

/// <summary>Runs the statements that move jobs from one state to another: compare-and-set, many rows at once.</summary>
internal static class JobChanges
{
    /// <summary>The states a job can still leave.</summary>
    public const string Open = "jobs.state IN ('Queued', 'Running')";

    private const string Returning =
        " RETURNING jobs.id, jobs.batch_id, jobs.state, jobs.sequence, jobs.upload_key, jobs.upload_held, jobs.callback IS NOT NULL";

    /// <summary>Runs one <c>UPDATE jobs</c> and reports the rows it changed; ended jobs with a callback get their webhook call in the same transaction.</summary>
    /// <param name="db">A context with a transaction.</param>
    /// <param name="write">Writes the statement without its RETURNING clause.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public static async Task<List<ChangedRow>> UpdateAsync(
        JobDbContext db, Func<DbCommand, string> write, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // The text is made of constants and parameter names.
        command.CommandText = write(command) + Returning;
#pragma warning restore CA2100
        var changed = new List<ChangedRow>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) changed.Add(Read(reader));
        }
        await OweWebhooksAsync(db, changed, cancellationToken);
        return changed;
    }

    private static ChangedRow Read(DbDataReader row) => new(
        row.GetGuid(0),
        row.IsDBNull(1) ? null : row.GetGuid(1),
        Enum.Parse<JobState>(row.GetString(2)),
        row.GetInt64(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.GetBoolean(5),
        row.GetBoolean(6));

    private static async Task OweWebhooksAsync(JobDbContext db, List<ChangedRow> changed, CancellationToken cancellationToken)
    {
        var ids = changed.Where(c => c.HasCallback && c.State is not (JobState.Queued or JobState.Running)).Select(c => c.Id).ToList();
        if (ids.Count == 0) return;
        var jobs = await db.Jobs.Where(j => ids.Contains(j.Id)).ToListAsync(cancellationToken);
        db.WebhookDeliveries.AddRange(jobs.Select(WebhookPayload.For));
        await db.SaveChangesAsync(cancellationToken);
    }
}
