using System.Threading.RateLimiting;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Hosting.Configuration;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Limits;

public static class LimitExtensions
{
    /// <summary>Rate limiter policy that all upload endpoints share.</summary>
    public const string UploadPolicy = "uploads";

    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<UploadGate>();
        // Kestrel is configured before the options are validated: an invalid value must not throw here, which would hide the other configuration errors.
        var api = configuration.Read<ApiOptions>(ApiOptions.Section);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Math.Max(1, api.MaxRequestBytes);
            kestrel.Limits.MaxConcurrentConnections = Math.Max(1, api.MaxConnections);
            kestrel.Limits.MaxConcurrentUpgradedConnections = Math.Max(1, api.MaxConnections);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = api.MinUploadBytesPerSecond <= 0
                ? null
                : new MinDataRate(api.MinUploadBytesPerSecond, gracePeriod: TimeSpan.FromSeconds(10));
        });
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limiter, api) =>
        {
            limiter.AddConcurrencyLimiter(UploadPolicy, uploads =>
            {
                uploads.PermitLimit = api.Value.MaxConcurrentUploads;
                uploads.QueueLimit = api.Value.MaxWaitingUploads;
                uploads.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
            });
            // The exception handler writes the problem details.
            limiter.OnRejected = (_, _) => throw new ApiException(503, ProblemCodes.TooManyUploads, "Too many concurrent uploads.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };
        });
        return services;
    }

    /// <summary>Applies the upload limits to an endpoint.</summary>
    public static TBuilder TakesUploads<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.RequireRateLimiting(UploadPolicy);

        // Not AddEndpointFilter<UploadGate>(), which would create a filter per endpoint, each with a cached count of its own.
        return endpoint.AddEndpointFilter((context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<UploadGate>().InvokeAsync(context, next));
    }
}
