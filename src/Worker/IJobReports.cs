using GenreQueue.Contracts;
using MassTransit;

namespace GenreQueue.Worker;

/// <summary>
/// Delivers the reports of this worker to the job table. The methods return once a report can no longer be lost, and throw
/// <see cref="ReportNotDeliveredException"/> if it could not be delivered in time; the job then returns to its queue.
/// </summary>
public interface IJobReports
{
    /// <summary>
    /// Whether every job waits for the report of its start. A job that runs alone always does. Where no broker keeps the jobs of a
    /// crashed worker, the stored starts are the only record of what it ran.
    /// </summary>
    bool AlwaysWaitForStart { get; }

    /// <summary>Reports a start. If the job does not run alone, a bus may lose this report: nothing depends on it.</summary>
    Task StartedAsync(ConsumeContext context, ClassifyStarted report);

    /// <summary>Reports a result.</summary>
    Task CompletedAsync(ConsumeContext context, ClassifyCompleted report);

    /// <summary>Reports a permanent failure.</summary>
    Task FailedAsync(ConsumeContext context, ClassifyFailed report);

    /// <summary>Reports a job that was delivered before and was not run.</summary>
    Task ReturnedAsync(ConsumeContext context, ClassifyReturned report);
}

/// <summary>A report could not be delivered in time; its job returns to the queue.</summary>
/// <param name="inner">The error of the last attempt.</param>
public sealed class ReportNotDeliveredException(Exception inner) : Exception("The report could not be delivered in time.", inner);
