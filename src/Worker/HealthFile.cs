using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>
/// Touches a file while the worker is healthy. A worker has no port, so a supervisor such as a container engine checks the age of
/// the file instead.
/// </summary>
public sealed class HealthFile(IOptions<WorkerOptions> options) : IHealthCheckPublisher
{
    /// <summary>Interval between two health checks.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken) =>
        report.Status == HealthStatus.Healthy
            ? File.WriteAllTextAsync(options.Value.HealthFile, DateTimeOffset.UtcNow.ToString("O"), cancellationToken)
            : Task.CompletedTask;
}
