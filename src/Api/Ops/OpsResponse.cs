using GenreQueue.Contracts;

namespace GenreQueue.Api.Ops;

/// <summary>How the service is doing, for the person who runs it.</summary>
/// <param name="At">When this was counted, UTC.</param>
/// <param name="Queues">Depth of each queue.</param>
/// <param name="Unpublished">Queued jobs that the bus has not confirmed yet; they grow while the broker is away.</param>
/// <param name="Oldest">The job that has waited longest; null when none waits.</param>
/// <param name="EndedPerMinute">Jobs that ended in each of the last 60 minutes, oldest first; the last minute has just begun.</param>
/// <param name="EndedLastMinute">Jobs that ended in the last 60 seconds.</param>
/// <param name="FailedLastDay">Jobs that failed in the last 24 hours.</param>
/// <param name="Workers">Workers that run a job, or ended one in the last five minutes; by name.</param>
public sealed record OpsResponse(
    DateTimeOffset At,
    IReadOnlyList<QueueDepth> Queues,
    int Unpublished,
    WaitingJob? Oldest,
    IReadOnlyList<int> EndedPerMinute,
    int EndedLastMinute,
    int FailedLastDay,
    IReadOnlyList<WorkerActivity> Workers);

/// <summary>The depth of a queue.</summary>
/// <param name="Name">Name of the queue.</param>
/// <param name="Waiting">Jobs that wait in it.</param>
/// <param name="Running">Jobs from it that a worker has.</param>
public sealed record QueueDepth(string Name, int Waiting, int Running);

/// <summary>A job that is waiting.</summary>
/// <param name="Id">Key of the job.</param>
/// <param name="FileName">Name its sender gave it.</param>
/// <param name="Seconds">How long it has waited.</param>
public sealed record WaitingJob(Guid Id, string FileName, double Seconds);

/// <summary>What a worker has done recently.</summary>
/// <param name="Name">Host and process.</param>
/// <param name="Version">Version of its program.</param>
/// <param name="LastSeen">When it last began or ended a job, UTC.</param>
/// <param name="Running">Jobs it has now.</param>
/// <param name="EndedLastMinute">Jobs it ended in the last 60 seconds.</param>
/// <param name="EndedLastFiveMinutes">Jobs it ended in the last five minutes.</param>
public sealed record WorkerActivity(string Name, string Version, DateTimeOffset LastSeen, int Running, int EndedLastMinute, int EndedLastFiveMinutes);
