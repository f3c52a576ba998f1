using GenreQueue.Api.Store;

namespace GenreQueue.Api.Bus;

/// <summary>
/// Publishes the messages of the job rows. Each queue has a loop and a back-off of its own: MassTransit 8.5.12 retries a rejected
/// publish until its token is cancelled, so a full bulk queue would otherwise delay interactive jobs by the publish time limit.
/// </summary>
public sealed class JobRelay(JobSender sender, DatabaseReady database, IServiceProvider services) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await database.WaitAsync(stoppingToken);
        await Task.WhenAll(Enum.GetValues<Priority>().Select(priority =>
            ActivatorUtilities.CreateInstance<QueueRelay>(services, sender, priority).RunAsync(stoppingToken)));
    }
}
