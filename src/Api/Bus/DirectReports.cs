using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using GenreQueue.Worker;
using MassTransit;

namespace GenreQueue.Api.Bus;

/// <summary>
/// Stores the reports of a worker in this process at once. An in-memory queue would lose those that are still in it when the process
/// stops.
/// </summary>
public sealed class DirectReports(ResultsWriter writer, TimeProvider time) : IJobReports
{
    /// <inheritdoc/>
    public bool AlwaysWaitForStart => true;

    /// <inheritdoc/>
    public Task StartedAsync(ConsumeContext context, ClassifyStarted report) => StoreAsync(report, context);

    /// <inheritdoc/>
    public Task CompletedAsync(ConsumeContext context, ClassifyCompleted report) => StoreAsync(report, context);

    /// <inheritdoc/>
    public Task FailedAsync(ConsumeContext context, ClassifyFailed report) => StoreAsync(report, context);

    /// <inheritdoc/>
    public Task ReturnedAsync(ConsumeContext context, ClassifyReturned report) => StoreAsync(new ReturnedJob(report.JobId, time.GetUtcNow()), context);

    private async Task StoreAsync(object report, ConsumeContext context)
    {
        try
        {
            await writer.StoreAsync(report, context.CancellationToken);
        }
        catch (ResultNotStoredException exception)
        {
            throw new ReportNotDeliveredException(exception);
        }
        catch (InvalidMessageException)
        {
            // The writer has failed the job. Running it again would not help.
        }
    }
}
