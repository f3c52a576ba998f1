using GenreQueue.Api.Configuration;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Tus;
using GenreQueue.Hosting.Logging;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace GenreQueue.Api.Access;

/// <summary>Keeps web pages of others from using the service through the browser of somebody who can reach it.</summary>
public static class AccessExtensions
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<HostRules>();
        services.AddSingleton<OriginRules>();

        // The host filter of the framework reads AllowedHosts too, but knows no safe default and responds without a problem document.
        services.Configure<HostFilteringOptions>(filter => filter.AllowedHosts = ["*"]);
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<ApiOptions>>((cors, api) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. api.Value.Origins])
            .AllowAnyMethod()
            .AllowAnyHeader()
            .AllowCredentials()   // the default of the SignalR client
            .WithExposedHeaders(["ETag", "Location", "Preference-Applied", "Retry-After", .. TusHeaders.Exposed])));
        return services;
    }

    public static void UseAccess(this WebApplication app)
    {
        var hosts = app.Services.GetRequiredService<HostRules>();
        var origins = app.Services.GetRequiredService<OriginRules>();
        app.Use((context, next) => hosts.IsAllowed(context.Request.Headers.Host.ToString())
            ? next(context)
            : throw new ApiException(StatusCodes.Status421MisdirectedRequest, ProblemCodes.HostNotAllowed,
                $"The host {ClientText.Quote(new HostString(context.Request.Headers.Host.ToString()).Host)} is not allowed. Add it to the setting AllowedHosts."));
        app.UseCors();
        app.Use((context, next) => !origins.IsForeign(context.Request)
            ? next(context)
            : throw new ApiException(StatusCodes.Status403Forbidden, ProblemCodes.OriginNotAllowed,
                $"Pages of {OriginOf(context.Request)} may not use this service. Add the origin to the setting Api:AllowedOrigins, or let the proxy pass on the Host header."));
    }

    private static string OriginOf(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin ? ClientText.Quote(origin) : "other sites";
}
