using GenreQueue.Contracts;

namespace GenreQueue.Api.Store;

/// <summary>Reports of workers about their jobs.</summary>
/// <param name="Started">Jobs that a worker has started.</param>
/// <param name="Completed">Jobs with their results.</param>
/// <param name="Failed">Jobs with the reasons for their failure.</param>
/// <param name="Returned">Jobs that came back without having been run.</param>
public sealed record WorkerReports(
    IReadOnlyCollection<ClassifyStarted> Started,
    IReadOnlyCollection<ClassifyCompleted> Completed,
    IReadOnlyCollection<ClassifyFailed> Failed,
    IReadOnlyCollection<ReturnedJob> Returned)
{
    /// <summary>The jobs of all reports.</summary>
    public IEnumerable<Guid> JobIds =>
    [
        .. Started.Select(report => report.JobId), .. Completed.Select(report => report.JobId), .. Failed.Select(report => report.JobId),
        .. Returned.Select(report => report.JobId),
    ];

    /// <summary>Whether any of them can end its job.</summary>
    public bool MayEndJobs => Completed.Count + Failed.Count + Returned.Count > 0;

    /// <summary>Sorts messages by type.</summary>
    public static WorkerReports Of(IEnumerable<object> messages)
    {
        var byType = messages.ToLookup(message => message.GetType());
        return new WorkerReports(
            [.. byType[typeof(ClassifyStarted)].Cast<ClassifyStarted>()],
            [.. byType[typeof(ClassifyCompleted)].Cast<ClassifyCompleted>()],
            [.. byType[typeof(ClassifyFailed)].Cast<ClassifyFailed>()],
            [.. byType[typeof(ReturnedJob)].Cast<ReturnedJob>()]);
    }
}
