using System.Data;
using System.Text.Json;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Store;

/// <summary>Stores what workers report, in batches. A job ends once: what comes late or twice changes nothing.
/// Every method returns the facts of the rows it really changed, for watchers, after they are committed.</summary>
public sealed class JobResults(JobDatabase database, UploadJanitor janitor, IOptions<UploadOptions> uploads, TimeProvider time)
{
    // The end of a job may overtake its start, which then changes nothing any more.
    private const string Attempted = "attempts = CASE WHEN attempts = 0 THEN 1 ELSE attempts END";

    /// <summary>Stores reports in one transaction: starts first, as an end may come in the same batch.</summary>
    public async Task<IReadOnlyList<JobChanged>> StoreAsync(WorkerReports reports, CancellationToken cancellationToken)
    {
        var changed = await database.WriteAsync(async db =>
        {
            var all = new List<ChangedRow>();
            await StartAsync(db, reports.Started, all, cancellationToken);
            await CompleteAsync(db, reports.Completed, all, cancellationToken);
            await FailAsync(db, reports.Failed, all, cancellationToken);
            return all;
        }, cancellationToken);
        return Settle(changed);
    }

    /// <summary>Marks jobs as running; counts the attempt.</summary>
    private static Task StartAsync(JobDbContext db, IReadOnlyCollection<ClassifyStarted> messages, List<ChangedRow> changed, CancellationToken cancellationToken)
    {
        var rows = Latest(messages, m => m.JobId).Select(m => new object?[]
        {
            m.JobId, m.StartedAt.ToUnixTimeMilliseconds(), m.Worker.Name, m.Worker.Version,
        });
        return ApplyAsync(db, changed, rows, [DbType.Guid, DbType.Int64, DbType.String, DbType.String],
            """
            state = 'Running', attempts = attempts + 1, started_at = v.column2,
            worker_name = v.column3, worker_version = v.column4
            """, cancellationToken);
    }

    /// <summary>Ends jobs with their answers.</summary>
    private static Task CompleteAsync(JobDbContext db, IReadOnlyCollection<ClassifyCompleted> messages, List<ChangedRow> changed, CancellationToken cancellationToken)
    {
        var rows = Latest(messages, m => m.JobId).Select(m => new object?[]
        {
            m.JobId, m.CompletedAt.ToUnixTimeMilliseconds(), m.Worker.Name, m.Worker.Version,
            JsonSerializer.Serialize(m.Result, JsonSerializerOptions.Web), m.Result.Value, m.Result.Outcome.ToString(), m.Result.Model.Version,
            false, m.CompletedAt.ToUnixTimeMilliseconds() - (long)m.Result.Timings.TotalMs,
        });
        return ApplyAsync(db, changed, rows,
            [DbType.Guid, DbType.Int64, DbType.String, DbType.String, DbType.String, DbType.String, DbType.String, DbType.String, DbType.Boolean, DbType.Int64],
            $"""
            state = 'Succeeded', finished_at = v.column2, worker_name = v.column3, worker_version = v.column4,
            result = v.column5, genre = v.column6, outcome = v.column7, model_version = v.column8,
            next_publish_at = NULL, upload_held = v.column9, started_at = COALESCE(started_at, v.column10), {Attempted}
            """, cancellationToken);
    }

    /// <summary>Ends jobs with a reason. Their uploads are kept for a retry only where <c>Uploads:KeepFailedMinutes</c> says so.</summary>
    private Task FailAsync(JobDbContext db, IReadOnlyCollection<ClassifyFailed> messages, List<ChangedRow> changed, CancellationToken cancellationToken)
    {
        var held = uploads.Value.KeepFailedMinutes > 0;
        var rows = Latest(messages, m => m.JobId).Select(m => new object?[]
        {
            m.JobId, m.FailedAt.ToUnixTimeMilliseconds(), m.Worker?.Name, m.Worker?.Version, m.Code, m.Message, held,
        });
        return ApplyAsync(db, changed, rows,
            [DbType.Guid, DbType.Int64, DbType.String, DbType.String, DbType.String, DbType.String, DbType.Boolean],
            $"""
            state = 'Failed', finished_at = v.column2,
            worker_name = COALESCE(v.column3, worker_name), worker_version = COALESCE(v.column4, worker_version),
            error_code = v.column5, error_title = v.column6, next_publish_at = NULL, upload_held = v.column7, {Attempted}
            """, cancellationToken);
    }

    /// <summary>After a start in embedded mode, whose queue died with the last process: open jobs are queued again.
    /// Those that were running and had <paramref name="maxAttempts"/> attempts are failed as <see cref="ErrorCodes.WorkerCrashed"/>.</summary>
    public async Task<IReadOnlyList<JobChanged>> RecoverAsync(int maxAttempts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await database.WriteAsync(async db =>
        {
            var failed = await JobChanges.UpdateAsync(db, command => $"""
                UPDATE jobs SET state = 'Failed', sequence = sequence + 1, finished_at = {command.AddParameter(now, DbType.Int64)},
                    error_code = {command.AddParameter(ErrorCodes.WorkerCrashed, DbType.String)},
                    error_title = {command.AddParameter("The worker died on this job, time after time.", DbType.String)},
                    next_publish_at = NULL, upload_held = {command.AddParameter(uploads.Value.KeepFailedMinutes > 0, DbType.Boolean)}
                WHERE jobs.state = 'Running' AND attempts >= {command.AddParameter(maxAttempts, DbType.Int32)}
                """, cancellationToken);
            var queued = await JobChanges.UpdateAsync(db, command => $"""
                UPDATE jobs SET state = 'Queued', sequence = sequence + 1, next_publish_at = {command.AddParameter(now, DbType.Int64)}
                WHERE {JobChanges.Open}
                """, cancellationToken);
            failed.AddRange(queued);
            return failed;
        }, cancellationToken);
        return Settle(changed);
    }

    private static async Task ApplyAsync(
        JobDbContext db, List<ChangedRow> changed, IEnumerable<object?[]> rows, DbType[] columns, string assignments, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(ValuesTable.MaxRows))
        {
            var values = new ValuesTable(columns);
            foreach (var row in chunk) values.Add(row);
            changed.AddRange(await JobChanges.UpdateAsync(db, command =>
                $"UPDATE jobs SET sequence = sequence + 1, {assignments} FROM {values.AppendTo(command)} AS v WHERE jobs.id = v.column1 AND {JobChanges.Open}",
                cancellationToken));
        }
    }

    private List<JobChanged> Settle(List<ChangedRow> changed)
    {
        janitor.Release(changed);
        return changed.ConvertAll(c => c.Fact);
    }

    /// <summary>One statement may name a row once; of two reports in one batch the last one counts.</summary>
    private static IEnumerable<T> Latest<T>(IReadOnlyCollection<T> messages, Func<T, Guid> id) =>
        messages.Count < 2 ? messages : messages.GroupBy(id).Select(g => g.Last());
}

/// <param name="Started">Jobs that a worker has begun.</param>
/// <param name="Completed">Jobs with their answers.</param>
/// <param name="Failed">Jobs with the reasons why they have none.</param>
public sealed record WorkerReports(
    IReadOnlyCollection<ClassifyStarted> Started, IReadOnlyCollection<ClassifyCompleted> Completed, IReadOnlyCollection<ClassifyFailed> Failed)
{
    /// <summary>Sorts messages by kind.</summary>
    public static WorkerReports Of(IEnumerable<object> messages)
    {
        var byKind = messages.ToLookup(message => message.GetType());
        return new WorkerReports(
            [.. byKind[typeof(ClassifyStarted)].Cast<ClassifyStarted>()],
            [.. byKind[typeof(ClassifyCompleted)].Cast<ClassifyCompleted>()],
            [.. byKind[typeof(ClassifyFailed)].Cast<ClassifyFailed>()]);
    }
}
