using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace GenreQueue.Hosting.Logging;

/// <summary>One way of logging for all services.</summary>
public static class Logging
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Logs readable lines to a terminal and compact JSON to anything else; levels come from the section <c>Serilog</c>.</summary>
    public static IHostApplicationBuilder AddGenreLogging(this IHostApplicationBuilder builder)
    {
        var settings = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)

            // Each look at an unready service would be an error of its own; who looks is told by the answer.
            .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LogEventLevel.Fatal)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .ReadFrom.Configuration(builder.Configuration);
        if (Console.IsOutputRedirected) settings.WriteTo.Console(new CompactJsonFormatter());
        else settings.WriteTo.Console(outputTemplate: Template, formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        builder.Services.AddSerilog(settings.CreateLogger(), dispose: true);
        return builder;
    }
}
