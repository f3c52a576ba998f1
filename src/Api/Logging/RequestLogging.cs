using GenreQueue.Api.Health;
using GenreQueue.Api.Hub;
using Serilog;
using Serilog.Events;

namespace GenreQueue.Api.Logging;

/// <summary>One log line per request: method, path without query, status and duration.</summary>
public static class RequestLogging
{
    /// <summary>Logs every request that the rest of the pipeline handles.</summary>
    public static void UseRequestLogging(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<Serilog.ILogger>();
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = logger;
            options.GetLevel = (http, _, exception) => LevelOf(http, exception);
        });
    }

    private static LogEventLevel LevelOf(HttpContext http, Exception? exception) => http.Response.StatusCode switch
    {
        StatusCodes.Status500InternalServerError => LogEventLevel.Error,
        _ when exception is not null => LogEventLevel.Error,

        // Overload or an unreachable dependency; a probe of an unready service reports it in its response.
        > 500 => IsProbe(http) ? LogEventLevel.Debug : LogEventLevel.Warning,
        < 400 when IsProbe(http) || IsStaticFile(http) || IsHub(http) => LogEventLevel.Debug,
        _ => LogEventLevel.Information,
    };

    private static bool IsProbe(HttpContext http) => http.Request.Path.StartsWithSegments(HealthExtensions.Path);

    private static bool IsHub(HttpContext http) => http.Request.Path.StartsWithSegments(JobsHub.Path);

    // The static file middleware responds without an endpoint.
    private static bool IsStaticFile(HttpContext http) => http.GetEndpoint() is null;
}
