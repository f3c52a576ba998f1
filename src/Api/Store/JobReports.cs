using System.Data;
using System.Text.Json;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>What each kind of report changes in the rows of its jobs.</summary>
internal static class JobReports
{
    // The end of a job may overtake its start, which then no longer changes the row.
    private const string CountFirstAttempt = "attempts = CASE WHEN attempts = 0 THEN 1 ELSE attempts END";
    private const string NothingToPublish = "next_publish_at = NULL";

    public static readonly BulkJobUpdate<ClassifyStarted> Started = new(
        JobState.Running,
        message => message.JobId,
        ["attempts = attempts + 1"],
        new("alone_attempts", DbType.Int32, message => message.Alone ? 1 : 0, Expression: "jobs.alone_attempts + v.alone_attempts"),
        new("started_at", DbType.Int64, message => message.StartedAt.ToUnixTimeMilliseconds()),
        new("worker_name", DbType.String, message => message.Worker.Name),
        new("worker_version", DbType.String, message => message.Worker.Version))
    {
        // A report may arrive twice, if its confirmation or its acknowledgement is lost. It must not count as a second start.
        Condition = "(COALESCE(jobs.started_at, -1) <> v.started_at OR COALESCE(jobs.worker_name, '') <> v.worker_name)",
    };

    /// <summary>Returned jobs that run again.</summary>
    public static readonly BulkJobUpdate<ReturnedJob> Requeued = new(
        JobState.Queued,
        message => message.JobId,
        CrashRule.RunAlone,
        new JobColumn<ReturnedJob>("next_publish_at", DbType.Int64, message => (message.At + message.Delay).ToUnixTimeMilliseconds()));

    public static readonly BulkJobUpdate<ClassifyCompleted> Completed = new(
        JobState.Succeeded,
        message => message.JobId,
        [CountFirstAttempt, NothingToPublish, EndCounter.Assignment, "upload_held = FALSE"],
        new("started_at", DbType.Int64, message => message.CompletedAt.ToUnixTimeMilliseconds() - (long)message.Result.Timings.TotalMs,
            Expression: "COALESCE(jobs.started_at, v.started_at)"),
        new("finished_at", DbType.Int64, message => message.CompletedAt.ToUnixTimeMilliseconds()),
        new("worker_name", DbType.String, message => message.Worker.Name),
        new("worker_version", DbType.String, message => message.Worker.Version),
        new("result", DbType.String, message => JsonSerializer.Serialize(message.Result, JsonSerializerOptions.Web)),
        new("genre", DbType.String, message => message.Result.Value),
        new("outcome", DbType.String, message => message.Result.Outcome.ToString()),
        new("model_version", DbType.String, message => message.Result.Model.Version));

    /// <param name="keepUploads">Whether the uploads are kept for a retry.</param>
    public static BulkJobUpdate<ClassifyFailed> Failed(bool keepUploads) => new(
        JobState.Failed,
        message => message.JobId,
        [CountFirstAttempt, NothingToPublish, EndCounter.Assignment, $"upload_held = {(keepUploads ? "TRUE" : "FALSE")}"],
        new("finished_at", DbType.Int64, message => message.FailedAt.ToUnixTimeMilliseconds()),
        new("worker_name", DbType.String, message => message.Worker?.Name, Expression: "COALESCE(v.worker_name, jobs.worker_name)"),
        new("worker_version", DbType.String, message => message.Worker?.Version, Expression: "COALESCE(v.worker_version, jobs.worker_version)"),
        new("error_code", DbType.String, message => message.Code),
        new("error_title", DbType.String, message => message.Message));

    /// <summary>Returned jobs that do not run again.</summary>
    /// <param name="keepUploads">Whether the uploads are kept for a retry.</param>
    public static BulkJobUpdate<ReturnedJob> Crashed(bool keepUploads) => new(
        JobState.Failed,
        message => message.JobId,
        CrashRule.Fail(keepUploads),
        new JobColumn<ReturnedJob>("finished_at", DbType.Int64, message => message.At.ToUnixTimeMilliseconds()))
    {
        Condition = CrashRule.Fails,
    };
}
