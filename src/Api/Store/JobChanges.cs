using System.Data;
using System.Data.Common;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace GenreQueue.Api.Store;

/// <summary>A row that a statement has changed.</summary>
public sealed record ChangedRow(Guid Id, Guid? BatchId, JobState State, long Sequence, string? UploadKey, bool UploadHeld, bool HasCallback)
{
    public JobChanged Fact => new(Id, BatchId, State, Sequence);
}

/// <summary>Runs the statements that change the state of jobs: compare-and-set, many rows at once.</summary>
public sealed class JobChanges(ICallbackOutbox callbacks)
{
    /// <summary>Rows per statement; keeps it below SQLite's limit of 32,766 parameters.</summary>
    public const int MaxRows = 500;

    /// <summary>Condition for jobs that have not ended.</summary>
    public const string IsOpen = $"jobs.state IN ('{nameof(JobState.Queued)}', '{nameof(JobState.Running)}')";

    private const string Returning =
        " RETURNING jobs.id, jobs.batch_id, jobs.state, jobs.sequence, jobs.upload_key, jobs.upload_held, jobs.callback IS NOT NULL";

    /// <summary>Runs one <c>UPDATE jobs</c> and returns the rows it changed. The callbacks of ended jobs are stored in the same transaction.</summary>
    /// <param name="db">A context with an open transaction.</param>
    /// <param name="write">Returns the statement without its RETURNING clause, and adds its parameters to the command.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    public async Task<List<ChangedRow>> UpdateAsync(JobDbContext db, Func<DbCommand, string> write, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // The text consists of constants and parameter names.
        command.CommandText = write(command) + Returning;
#pragma warning restore CA2100
        var changed = new List<ChangedRow>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken)) changed.Add(Read(reader));
        }
        await StoreCallbacksAsync(db, changed, cancellationToken);
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

    private async Task StoreCallbacksAsync(JobDbContext db, List<ChangedRow> changed, CancellationToken cancellationToken)
    {
        var ids = changed.Where(c => c.HasCallback && c.State is not (JobState.Queued or JobState.Running)).Select(c => c.Id).ToList();
        if (ids.Count == 0) return;
        foreach (var job in await db.Jobs.Where(j => ids.Contains(j.Id)).ToListAsync(cancellationToken)) callbacks.Add(db, job);
        await db.SaveChangesAsync(cancellationToken);
    }
}

internal static class DbCommandExtensions
{
    /// <returns>The name of the parameter, to be used in the statement.</returns>
    public static string AddParameter(this DbCommand command, object? value, DbType type)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value ?? DBNull.Value;
        parameter.DbType = type;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}
