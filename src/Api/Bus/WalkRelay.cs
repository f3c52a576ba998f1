using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>Sends the messages of the walks that are due: of new batches, and of those whose process ended before the walk did.</summary>
public sealed class WalkRelay(
    IBus bus, WalkStore walks, DatabaseReady database, IOptions<BusOptions> options, TimeProvider time, ILogger<WalkRelay> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                foreach (var id in await walks.ClaimAsync(stoppingToken)) await SendAsync(id, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A claimed walk is due again after its lease.
                logger.LogWarning("Cannot send the walks of libraries, retrying: {Reason}", exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SendAsync(Guid batchId, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.PublishTimeoutSeconds));
        var endpoint = await bus.GetSendEndpoint(BusTopology.AddressOf(BusTopology.Walks)).WaitAsync(limit.Token);
        await endpoint.Send(new WalkLibrary(batchId), limit.Token).WaitAsync(limit.Token);
    }
}
