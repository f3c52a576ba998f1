using GenreQueue.Api.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Webhooks;

/// <summary>Makes the pending webhook calls, each at least once and with back-off. Several instances share the work.</summary>
internal sealed class WebhookSender(
    JobDatabase database, DatabaseReady ready, WebhookClient client, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookSender> logger) : BackgroundService
{
    private const int MaxParallelCalls = 16;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly TimeSpan[] _pauses = options.Value.RetryPauses;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsOn) return;
        await ready.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(PollInterval, time);
        do
        {
            try
            {
                while (await SendDueAsync(stoppingToken) == MaxParallelCalls)
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning(exception, "Could not read or update the pending webhook calls; they will be retried");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var due = await ClaimAsync(cancellationToken);
        await Task.WhenAll(due.Select(delivery => SendAsync(delivery, cancellationToken)));
        return due.Count;
    }

    /// <summary>Claims due calls. Other instances skip them until they have certainly ended on this one.</summary>
    private async Task<List<WebhookDelivery>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<WebhookDelivery> due;
        await using (var db = database.Open())
        {
            due = await db.WebhookDeliveries.Where(d => d.NextAttemptAt <= now).OrderBy(d => d.NextAttemptAt).Take(MaxParallelCalls).ToListAsync(cancellationToken);
        }
        if (due.Count == 0) return due;
        var until = now + client.Timeout + TimeSpan.FromSeconds(30);
        return await database.WriteAsync(async db =>
        {
            var claimed = new List<WebhookDelivery>();

            // In one order on all instances: two that claim the same calls would deadlock otherwise.
            foreach (var delivery in due.OrderBy(d => d.Id))
            {
                var won = await db.WebhookDeliveries.Where(d => d.Id == delivery.Id && d.NextAttemptAt == delivery.NextAttemptAt)
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextAttemptAt, until).SetProperty(d => d.Attempts, d => d.Attempts + 1), cancellationToken);
                if (won == 1) claimed.Add(delivery);
            }
            return claimed;
        }, cancellationToken);
    }

    private async Task SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var error = await client.CallAsync(delivery, cancellationToken);
        var now = time.GetUtcNow();
        var attempts = delivery.Attempts + 1;
        DateTimeOffset? next = error is null or { IsFinal: true } || attempts > _pauses.Length
            ? null
            : now + _pauses[attempts - 1] * (1 + 0.1 * Random.Shared.NextDouble());
        await database.WriteAsync(db => db.WebhookDeliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.NextAttemptAt, next)
            .SetProperty(d => d.DeliveredAt, error is null ? now : null)
            .SetProperty(d => d.LastError, error == null ? null : error.Reason), cancellationToken), cancellationToken);
        if (error is null) logger.LogInformation("Called the webhook of job {JobId}", delivery.JobId);
        else logger.LogWarning("The webhook of job {JobId} failed at attempt {Attempt}: {Reason}; next attempt at {NextAttemptAt}", delivery.JobId, attempts, error.Reason, next);
    }
}
