using System.Text.Json;
using GenreQueue.Analysis.Models;
using GenreQueue.Api.Store;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GenreQueue.Api.Health;

public static class HealthExtensions
{
    /// <summary>Common path of the probes.</summary>
    public const string Path = "/health";

    private const string Ready = "ready";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Adds health checks of the database and the models. MassTransit registers its own under the same tag.</summary>
    public static IServiceCollection AddGenreHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: [Ready], timeout: Limit)
            .AddCheck<ModelsHealth>("models", tags: [Ready], timeout: Limit);
        return services;
    }

    /// <summary><c>/health/live</c> succeeds while the process responds, <c>/health/ready</c> while it can accept and classify uploads.</summary>
    public static void MapGenreHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(Path + "/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        routes.MapHealthChecks(Path + "/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, new
        {
            status = Name(report.Status),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = Name(entry.Value.Status), entry.Value.Description }),
        }, JsonSerializerOptions.Web, http.RequestAborted);
    }

    private static string Name(HealthStatus status) => status.ToString().ToLowerInvariant();

    private sealed class DatabaseHealth(JobDatabase database, DatabaseReady ready) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!ready.IsReady) return HealthCheckResult.Unhealthy("The database is not available yet.");
            await using var db = database.Open();
            return await db.Database.CanConnectAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database is unreachable.");
        }
    }

    private sealed class ModelsHealth(ModelCatalog models) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(models.Cards.Any(card => card.Id == ModelCatalog.Default)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"The default model {ModelCatalog.Default} is missing."));
    }
}
