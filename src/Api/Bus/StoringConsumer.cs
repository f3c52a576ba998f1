using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>What <see cref="StoringConsumer"/> needs.</summary>
public sealed record StoringServices(ResultsWriter Writer, IOptions<BusOptions> Bus, TimeProvider Time, ILogger<StoringConsumer> Log);

/// <summary>Base of the consumers that store messages in the database; a message is acknowledged once it is stored.</summary>
/// <param name="services">Shared by all consumers of the process.</param>
/// <param name="queue">The queue of the consumer.</param>
public abstract class StoringConsumer(StoringServices services, string queue)
{
    /// <summary>What the consumers need.</summary>
    protected StoringServices Services => services;

    /// <summary>Stores a report. If the database is away for too long, a copy of the message returns to the queue instead.</summary>
    /// <param name="context">The message.</param>
    /// <param name="report">The report that the message gives or leads to.</param>
    /// <exception cref="ResultNotStoredException">The message has to return to the queue itself, because no copy could be sent.</exception>
    protected async Task StoreAsync<T>(ConsumeContext<T> context, object report)
        where T : class
    {
        try
        {
            await services.Writer.StoreAsync(report, context.CancellationToken);
        }
        catch (ResultNotStoredException)
        {
            // Returning the message itself would count towards its delivery limit, and a long outage of the database is not its fault.
            if (!await TryForwardAsync(context)) throw;
        }
    }

    private async Task<bool> TryForwardAsync<T>(ConsumeContext<T> context)
        where T : class
    {
        try
        {
            var limit = TimeSpan.FromSeconds(services.Bus.Value.PublishTimeoutSeconds);
            await context.Forward(BusTopology.AddressOf(queue)).WaitAsync(limit, services.Time, context.CancellationToken);
            return true;
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            services.Log.LogWarning("Cannot send a copy of a {Message} to {Queue}: {Reason}", typeof(T).Name, queue, exception.Message);
            return false;
        }
    }

    /// <summary>Rejects an invalid message. If it was to end a job, the job fails: nothing else may ever end it.</summary>
    /// <param name="context">The message.</param>
    /// <param name="jobId">The job to end; empty for none.</param>
    /// <param name="fault">What is wrong with the message.</param>
    /// <exception cref="InvalidMessageException">Always.</exception>
    protected async Task RejectAsync<T>(ConsumeContext<T> context, Guid jobId, string fault)
        where T : class
    {
        services.Log.LogError("A {Message} about job {JobId} is invalid: {Fault}", typeof(T).Name, jobId, fault);
        if (jobId != Guid.Empty)
        {
            await StoreAsync(context, new ClassifyFailed(
                jobId, ErrorCodes.InternalError, "A worker sent an invalid report about this job.", Worker: null, services.Time.GetUtcNow()));
        }
        throw new InvalidMessageException(fault);
    }
}
