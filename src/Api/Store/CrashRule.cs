using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>
/// What becomes of a job after the worker that held it may have crashed. A dying worker takes all its jobs with it, so a job is run
/// alone before it is blamed, and fails only after <see cref="MaxCrashes"/> crashes while it ran alone.
/// </summary>
internal static class CrashRule
{
    /// <summary>Crashes while a job ran alone after which it fails.</summary>
    public const int MaxCrashes = 3;

    /// <summary>Condition for jobs that fail.</summary>
    public static readonly string Fails = $"jobs.alone_attempts >= {MaxCrashes}";

    /// <summary>Assignments for jobs that fail; the time of the end has to be added.</summary>
    /// <param name="keepUploads">Whether the uploads are kept for a retry.</param>
    public static string[] Fail(bool keepUploads) =>
    [
        "next_publish_at = NULL", EndCounter.Assignment, $"upload_held = {(keepUploads ? "TRUE" : "FALSE")}", $"error_code = '{ErrorCodes.WorkerCrashed}'",
        "error_title = 'The worker crashed each time it ran this file.'",
    ];

    /// <summary>Assignments for jobs that are queued again.</summary>
    public static readonly string[] NotStarted = ["started_at = NULL", "worker_name = NULL", "worker_version = NULL"];

    /// <summary>Assignments for jobs that run again, alone; the time of the publication has to be added.</summary>
    public static readonly string[] RunAlone = ["alone = TRUE", "publish_attempts = publish_attempts + 1", .. NotStarted];
}
