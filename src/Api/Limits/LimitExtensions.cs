using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Hosting.Configuration;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Limits;

public static class LimitExtensions
{
    // Every other request is far smaller.
    private const long MaxBodyBytes = 64 * 1_024;

    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<UploadGate>();
        services.AddSingleton<UploadSlots>();
        // Kestrel is configured before the options are validated: an invalid value must not throw here, which would hide the other configuration errors.
        var api = configuration.Read<ApiOptions>(ApiOptions.Section);
        var connections = new ConnectionSlots(api);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = Math.Max(1, api.MaxConnections);
            kestrel.Limits.MaxConcurrentUpgradedConnections = Math.Max(1, api.MaxConnections);
            kestrel.ConfigureEndpointDefaults(listen =>
            {
                var refusals = listen.ApplicationServices.GetRequiredService<RefusalLog>();
                listen.Use(next => connections.Use(next, refusals));
            });
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = api.MinUploadBytesPerSecond <= 0
                ? null
                : new MinDataRate(api.MinUploadBytesPerSecond, gracePeriod: TimeSpan.FromSeconds(10));
        });
        return services;
    }

    /// <summary>Applies the upload limits to an endpoint.</summary>
    public static TBuilder TakesUploads<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var services = http.RequestServices;
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
                body.MaxRequestBodySize = services.GetRequiredService<IOptions<ApiOptions>>().Value.MaxRequestBytes;
            using var slot = await services.GetRequiredService<UploadSlots>().TakeAsync(http);
            await services.GetRequiredService<UploadGate>().CheckAsync(http.Request.ContentLength ?? 0, http.RequestAborted);
            return await next(context);
        });
}
