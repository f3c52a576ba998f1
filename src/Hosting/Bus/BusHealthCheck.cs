using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreQueue.Hosting.Bus;

/// <summary>Unhealthy while the broker is away or its queues are not declared. MassTransit's own check only calls the former degraded.</summary>
public sealed class BusHealthCheck(TopologyDeployer topology, IBusControl bus) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!topology.Deployed) return Task.FromResult(HealthCheckResult.Unhealthy("The queues are not declared on the broker yet."));
        var health = bus.CheckHealth();
        return Task.FromResult(health.Status == BusHealthStatus.Healthy
            ? HealthCheckResult.Healthy("The queues exist and are connected.")
            : HealthCheckResult.Unhealthy(health.Description));
    }
}
