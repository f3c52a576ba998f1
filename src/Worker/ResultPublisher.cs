using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>Publishes reports of the worker. Each attempt has a time limit, because a publish of MassTransit 8.5.12 has none.</summary>
public sealed class ResultPublisher(IOptions<BusOptions> options, TopologyDeployer topology, TimeProvider time, ILogger<ResultPublisher> logger)
    : IJobReports
{
    /// <summary>How long publishing a report is retried before its job returns to the queue.</summary>
    public static readonly TimeSpan RetryTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];

    /// <inheritdoc/>
    public bool AlwaysWaitForStart => false;

    /// <inheritdoc/>
    public Task StartedAsync(ConsumeContext context, ClassifyStarted report) =>
        report.Alone ? PublishAsync(context, report) : TryPublishAsync(context, report);

    /// <inheritdoc/>
    public Task CompletedAsync(ConsumeContext context, ClassifyCompleted report) => PublishAsync(context, report);

    /// <inheritdoc/>
    public Task FailedAsync(ConsumeContext context, ClassifyFailed report) => PublishAsync(context, report);

    /// <inheritdoc/>
    public Task ReturnedAsync(ConsumeContext context, ClassifyReturned report) => PublishAsync(context, report);

    private async Task TryPublishAsync<T>(ConsumeContext context, T message)
        where T : class
    {
        try
        {
            await PublishOnceAsync(context, message);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Cannot publish {Message}: {Reason}", typeof(T).Name, exception.Message);
        }
    }

    private async Task PublishAsync<T>(ConsumeContext context, T message)
        where T : class
    {
        var startedAt = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await PublishOnceAsync(context, message);
                return;
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
            {
                if (time.GetElapsedTime(startedAt) > RetryTimeout) throw new ReportNotDeliveredException(exception);
                logger.LogWarning("Cannot publish {Message}, retrying: {Reason}", typeof(T).Name, exception.Message);
                if (exception is MessageReturnedException) await TryRedeployAsync(context.CancellationToken);
            }
            await Task.Delay(Pauses[Math.Min(attempt, Pauses.Length - 1)], time, context.CancellationToken);
        }
    }

    private async Task PublishOnceAsync<T>(ConsumeContext context, T message)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds));

        // MassTransit 8.5.12 does not always observe the token: during a memory alarm of the broker, a send with a token of 3 s
        // returned after 20 s. So the wait is limited as well.
        await context.Publish(message, publish => publish.Mandatory = true, limit.Token).WaitAsync(limit.Token);
    }

    private async Task TryRedeployAsync(CancellationToken cancellationToken)
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
}
