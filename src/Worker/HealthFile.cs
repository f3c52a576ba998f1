using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>
/// Touches a file while the worker is healthy and lets it grow old while it is not: a worker has no port to ask, so
/// whatever watches over it, such as a container engine, looks at the file's age.
/// </summary>
public sealed class HealthFile(IOptions<WorkerOptions> options) : IHealthCheckPublisher
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken) =>
        report.Status == HealthStatus.Healthy
            ? File.WriteAllTextAsync(options.Value.HealthFile, DateTimeOffset.UtcNow.ToString("O"), cancellationToken)
            : Task.CompletedTask;
}
