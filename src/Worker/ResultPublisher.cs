using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Logging;
using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>Publishes what a worker has to say, with a limit on each attempt, as a publish has none of its own.</summary>
public sealed class ResultPublisher(IOptions<BusOptions> options, TopologyDeployer topology, TimeProvider time, ILogger<ResultPublisher> logger)
{
    /// <summary>How long an answer is held and tried again before its job goes back to the queue.</summary>
    public static readonly TimeSpan RetryTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];

    /// <summary>Publishes a hint that nothing depends on; a failure is logged and forgotten.</summary>
    public async Task TryPublishAsync<T>(ConsumeContext context, T message)
        where T : class
    {
        try
        {
            await PublishOnceAsync(context, message);
        }
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            logger.LogWarning("Could not publish {Message}: {Reason}", typeof(T).Name, exception.Message);
        }
    }

    /// <summary>Publishes an answer, again and again, until the broker has confirmed it.</summary>
    /// <exception cref="ResultNotPublishedException">It did not within <see cref="RetryTimeout"/>.</exception>
    public async Task PublishAsync<T>(ConsumeContext context, T message)
        where T : class
    {
        var begun = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await PublishOnceAsync(context, message);
                return;
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
            {
                if (time.GetElapsedTime(begun) > RetryTimeout) throw new ResultNotPublishedException(exception);
                logger.LogWarning("Could not publish {Message}, trying again: {Reason}", typeof(T).Name, exception.Message);
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

/// <summary>An answer could not be published; its job has to go back to the queue.</summary>
/// <param name="inner">What the last attempt ended with.</param>
public sealed class ResultNotPublishedException(Exception inner) : Exception("The broker did not take the answer in time.", inner);
