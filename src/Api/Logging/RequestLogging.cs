using GenreQueue.Api.Health;
using GenreQueue.Api.Hub;
using GenreQueue.Api.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Serilog;
using Serilog.Events;

namespace GenreQueue.Api.Logging;

/// <summary>One log line per request: method, path without query, status and duration. Refusals and disconnects are left to the <see cref="RefusalLog"/>.</summary>
public static class RequestLogging
{
    /// <summary>Logs every request that the rest of the pipeline handles.</summary>
    public static void UseRequestLogging(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<Serilog.ILogger>();
        var refusals = app.Services.GetRequiredService<RefusalLog>();
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = logger;
            options.GetLevel = (http, _, exception) => LevelOf(http, exception);
        });
        app.Use(async (http, next) =>
        {
            await next(http);
            if (IsDisconnect(http)) refusals.Refused("client_disconnected", "The client closed the connection before its answer.");
        });
    }

    private static LogEventLevel LevelOf(HttpContext http, Exception? exception) => http.Response.StatusCode switch
    {
        StatusCodes.Status500InternalServerError => LogEventLevel.Error,
        _ when exception is not null => LogEventLevel.Error,
        _ when IsDisconnect(http) => LogEventLevel.Debug,
        var status when ProblemExceptionHandler.IsLogged(status) && http.Features.Get<IExceptionHandlerFeature>() is not null => LogEventLevel.Debug,

        // A probe of an unready service reports the reason in its response.
        > 500 => IsProbe(http) ? LogEventLevel.Debug : LogEventLevel.Warning,
        < 400 when IsProbe(http) || IsStaticFile(http) || IsHub(http) => LogEventLevel.Debug,
        _ => LogEventLevel.Information,
    };

    // A WebSocket ends with its connection in any case. A client that closes its side in the middle of a body is a bad request for Kestrel.
    private static bool IsDisconnect(HttpContext http) =>
        !IsHub(http) && (http.RequestAborted.IsCancellationRequested
            || http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException { Message: "Unexpected end of request content." });

    private static bool IsProbe(HttpContext http) => http.Request.Path.StartsWithSegments(HealthExtensions.Path);

    private static bool IsHub(HttpContext http) => http.Request.Path.StartsWithSegments(JobsHub.Path);

    // The static file middleware responds without an endpoint.
    private static bool IsStaticFile(HttpContext http) => http.GetEndpoint() is null;
}
