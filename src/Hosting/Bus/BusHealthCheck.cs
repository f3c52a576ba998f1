using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreQueue.Hosting.Bus;

/// <summary>Unhealthy while the broker is unreachable or the queues are not declared. MassTransit's own check reports the former as degraded only.</summary>
public sealed class BusHealthCheck(TopologyDeployer topology, IBusControl bus) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!topology.Deployed) return Task.FromResult(HealthCheckResult.Unhealthy("The queues are not declared on the broker yet."));
        var health = bus.CheckHealth();
        return Task.FromResult(health.Status == BusHealthStatus.Healthy
            ? HealthCheckResult.Healthy("The queues are declared and connected.")
            : HealthCheckResult.Unhealthy(health.Description));
    }
}
