using GenreQueue.Api.Store;

namespace GenreQueue.Api.Bus;

/// <summary>
/// Carries the jobs of a process with an in-memory queue over to the next one. It stops after the bus, so that the jobs that are
/// still running then will never end.
/// </summary>
public sealed class EmbeddedRecovery(JobResults results, ILogger<EmbeddedRecovery> logger) : IRowPreparation, IHostedService
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private volatile bool _prepared;

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var changed = await results.RecoverAsync(cancellationToken);
        if (changed.Count > 0) logger.LogWarning("The previous process ended while it ran {Count} jobs; each of them runs alone now", changed.Count);
        _prepared = true;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_prepared) return;

        // The host's limit has passed already if the bus used it up.
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            var changed = await results.TakeBackAsync(limit.Token);
            if (changed.Count > 0) logger.LogInformation("Queued {Count} running jobs again", changed.Count);
        }
        catch (Exception exception)
        {
            logger.LogWarning("Cannot queue the running jobs again, so they count as crashed: {Reason}", exception.Message);
        }
    }
}
