using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>Queues again what was open when the last process ended: its queue ended with it. A broker keeps its own.</summary>
public sealed class EmbeddedRecovery(JobResults results, IOptions<BusOptions> options, ILogger<EmbeddedRecovery> logger) : IHostedService
{
    /// <summary>A job that was running at the death of this many processes is taken for their cause.</summary>
    public const int MaxAttempts = 3;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Transport != BusTransport.Memory) return;
        var changed = await results.RecoverAsync(MaxAttempts, cancellationToken);
        if (changed.Count > 0) logger.LogInformation("Took up {Count} jobs that the last process left open", changed.Count);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
