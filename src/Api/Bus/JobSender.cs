using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>Sends the message of one job to its queue.</summary>
public sealed class JobSender(IBus bus, TopologyDeployer topology, IOptions<BusOptions> options, ILogger<JobSender> logger)
{
    private readonly TimeSpan _limit = TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds);

    /// <summary>Sends a job and waits for the confirmation of the broker.</summary>
    /// <returns>The error, or null if the broker has confirmed the message.</returns>
    public async Task<Exception?> TrySendAsync(Job job, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            var endpoint = await bus.GetSendEndpoint(BusTopology.AddressOf(Job.QueueOf(job.Priority, job.Alone))).WaitAsync(limit.Token);
            var message = new ClassifyRequested(job.Id, job.ToSource(), job.Model, job.Window, job.Labels);

            // MassTransit 8.5.12 does not always observe the token: during a memory alarm of the broker, a send with a token of 3 s
            // returned after 20 s. So the wait is limited as well.
            await endpoint.Send(message, context => SetMandatory(context), limit.Token).WaitAsync(limit.Token);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception is OperationCanceledException ? new TimeoutException($"No confirmation within {_limit.TotalSeconds:0} s.") : exception;
        }
    }

    /// <summary>Declares the queues again after a message was returned as unroutable; a failure is only logged.</summary>
    public async Task TryRedeployAsync(CancellationToken cancellationToken)
    {
        try
        {
            await topology.RedeployAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Cannot declare the queues: {Reason}", exception.Message);
        }
    }

    // Without the flag, a message that is bound for no queue is confirmed and lost.
    private static void SetMandatory(SendContext context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit)) rabbit.Mandatory = true;
    }
}
