namespace GenreQueue.Api.Store;

/// <summary>A job whose message left its queue without being run, after the worker that held it may have crashed.</summary>
/// <param name="JobId">Key of the job row.</param>
/// <param name="At">Time of the return in UTC.</param>
/// <param name="Delay">Time until the job is published again.</param>
public sealed record ReturnedJob(Guid JobId, DateTimeOffset At, TimeSpan Delay = default);
