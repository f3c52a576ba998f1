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
    /// <summary>Policy of every endpoint that takes audio; they share one bound.</summary>
    public const string UploadPolicy = "uploads";

    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<UploadGate>();
        // Kestrel is made while the host is being built, before the options are checked: a wrong value must not hide the other errors.
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
            // The handler of exceptions writes the problem.
            limiter.OnRejected = (_, _) => throw new ApiException(503, ProblemCodes.TooManyUploads, "Too many uploads at a time.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };
        });
        return services;
    }

    /// <summary>Marks an endpoint that takes audio.</summary>
    public static TBuilder TakesUploads<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.RequireRateLimiting(UploadPolicy);

        // Not by its type: the framework would make a filter for every request, and each would count the waiting jobs anew.
        return endpoint.AddEndpointFilter((context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<UploadGate>().InvokeAsync(context, next));
    }
}
