using GenreQueue.Contracts;

namespace GenreQueue.Api.Ops;

/// <summary>State of the service, for its operator.</summary>
/// <param name="At">When the figures were collected, UTC.</param>
/// <param name="Queues">Depth of each queue.</param>
/// <param name="Unpublished">Queued jobs that the broker has not confirmed yet; their number grows while it is unavailable.</param>
/// <param name="Oldest">The job that has waited longest; null if none is waiting.</param>
/// <param name="EndedPerMinute">Jobs that ended in each of the last 60 minutes, oldest first; the last minute is incomplete.</param>
/// <param name="EndedLastMinute">Jobs that ended in the last 60 seconds.</param>
/// <param name="FailedLastDay">Jobs that failed in the last 24 hours.</param>
/// <param name="Workers">Workers that are running a job or ended one in the last five minutes, sorted by name.</param>
/// <param name="Junk">Queues with messages that could not be handled, which normally do not exist; null if the broker does not answer.</param>
public sealed record OpsResponse(
    DateTimeOffset At,
    IReadOnlyList<QueueDepth> Queues,
    int Unpublished,
    WaitingJob? Oldest,
    IReadOnlyList<int> EndedPerMinute,
    int EndedLastMinute,
    int FailedLastDay,
    IReadOnlyList<WorkerActivity> Workers,
    IReadOnlyList<JunkCount>? Junk);

/// <summary>The depth of a queue.</summary>
/// <param name="Name">Name of the queue.</param>
/// <param name="Waiting">Jobs waiting in the queue.</param>
/// <param name="Running">Jobs of the queue that workers are running.</param>
public sealed record QueueDepth(string Name, int Waiting, int Running);

/// <summary>A job that is waiting.</summary>
/// <param name="Id">Id of the job.</param>
/// <param name="FileName">Name of the uploaded file.</param>
/// <param name="Seconds">How long the job has been waiting, in seconds.</param>
public sealed record WaitingJob(Guid Id, string FileName, double Seconds);

/// <summary>Recent activity of a worker.</summary>
/// <param name="Name">Host and process of the worker.</param>
/// <param name="Version">Version of the worker program.</param>
/// <param name="LastSeen">When the worker last started or ended a job, UTC.</param>
/// <param name="Running">Jobs that the worker is running.</param>
/// <param name="EndedLastMinute">Jobs that the worker ended in the last 60 seconds.</param>
/// <param name="EndedLastFiveMinutes">Jobs that the worker ended in the last five minutes.</param>
public sealed record WorkerActivity(string Name, string Version, DateTimeOffset LastSeen, int Running, int EndedLastMinute, int EndedLastFiveMinutes);

/// <summary>Messages that could not be handled.</summary>
/// <param name="Name">Name of the queue.</param>
/// <param name="Messages">Messages in the queue.</param>
public sealed record JunkCount(string Name, long Messages);
