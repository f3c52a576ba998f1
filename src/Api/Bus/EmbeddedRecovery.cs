using GenreQueue.Api.Store;
using GenreQueue.Hosting.Bus;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Bus;

/// <summary>Requeues jobs that were unfinished when the previous process ended, because the in-memory queue ended with it.</summary>
public sealed class EmbeddedRecovery(JobResults results, IOptions<BusOptions> options, ILogger<EmbeddedRecovery> logger) : IRowPreparation
{
    /// <summary>A job that was running during this many crashes is considered their cause.</summary>
    public const int MaxAttempts = 3;

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Transport != BusTransport.Memory) return;
        var changed = await results.RecoverAsync(MaxAttempts, cancellationToken);
        if (changed.Count > 0) logger.LogInformation("Recovered {Count} unfinished jobs of the previous process", changed.Count);
    }
}
