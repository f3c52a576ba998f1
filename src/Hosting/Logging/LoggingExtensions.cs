using System.Globalization;
using GenreQueue.Hosting.Configuration;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace GenreQueue.Hosting.Logging;

/// <summary>Logging for all services.</summary>
public static class LoggingExtensions
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Logs readable lines to a terminal and compact JSON to anything else. Levels come from the section <c>Serilog</c>.</summary>
    public static IHostApplicationBuilder AddGenreLogging(this IHostApplicationBuilder builder)
    {
        var settings = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)

            // Otherwise every request to the health endpoint of an unready service would log an error.
            .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LogEventLevel.Fatal)

            // The API logs failed calls of its hub itself: here a client could fill the log with stacks.
            .MinimumLevel.Override("Microsoft.AspNetCore.SignalR", LogEventLevel.Fatal)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)
            .Filter.ByExcluding(IsStartFault)
            .Enrich.FromLogContext()
            .Enrich.With<QuotedValues>()
            .ReadFrom.Configuration(builder.Configuration);
        if (Console.IsOutputRedirected) settings.WriteTo.Console(new CompactJsonFormatter());
        else settings.WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture);
        builder.Services.AddSerilog(settings.CreateLogger(), dispose: true);
        return builder;
    }

    // Host and web server log what stops the start with its stack; the program reports it in one sentence, or was asked to stop.
    private static bool IsStartFault(LogEvent entry)
    {
        if (entry.Exception is not { } exception || entry.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is not ScalarValue { Value: string source })
            return false;
        return source switch
        {
            "Microsoft.Extensions.Hosting.Internal.Host" => exception is OperationCanceledException || StartFault.Of(exception) is not null,
            "Microsoft.AspNetCore.Server.Kestrel" => StartFault.Of(exception) is not null,
            _ => false,
        };
    }
}
