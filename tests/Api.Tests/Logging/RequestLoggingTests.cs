using System.Collections.Concurrent;
using GenreQueue.Api.Logging;
using GenreQueue.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace GenreQueue.Api.Tests.Logging;

public sealed class RequestLoggingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/jobs", 200, LogEventLevel.Information)]
    [InlineData("/api/v1/jobs", 404, LogEventLevel.Information)]
    [InlineData("/api/v1/jobs", 500, LogEventLevel.Error)]
    [InlineData("/api/v1/jobs", 503, LogEventLevel.Warning)]
    [InlineData("/health/live", 200, LogEventLevel.Debug)]
    [InlineData("/health/ready", 503, LogEventLevel.Debug)]
    [InlineData("/hubs/jobs", 200, LogEventLevel.Debug)]
    public async Task A_request_is_logged_once_at_a_level_that_fits_its_outcome(string path, int status, LogEventLevel level)
    {
        var entry = Assert.Single(await EntriesOfAsync(path, app => app.Map(path, () => Results.StatusCode(status))));
        Assert.Equal(level, entry.Level);
        Assert.Equal($"{status}", entry.Properties["StatusCode"].ToString());
    }

    [Fact]
    public async Task A_static_file_is_logged_for_debugging_only()
    {
        var entries = await EntriesOfAsync("/js/main.js", app => app.Run(context => context.Response.WriteAsync("")));
        Assert.Equal(LogEventLevel.Debug, Assert.Single(entries).Level);
    }

    [Fact]
    public async Task Queries_and_headers_are_not_logged()
    {
        var entry = Assert.Single(await EntriesOfAsync("/api/v1/jobs?callback=https://example.org/secret", app => app.MapGet("/api/v1/jobs", () => "")));
        Assert.Equal("\"/api/v1/jobs\"", entry.Properties["RequestPath"].ToString());
        var text = entry.RenderMessage(System.Globalization.CultureInfo.InvariantCulture) + string.Join('\n', entry.Properties);
        Assert.DoesNotContain("secret", text);
        Assert.DoesNotContain("token", text);
    }

    private static async Task<IReadOnlyCollection<LogEvent>> EntriesOfAsync(string path, Action<WebApplication> map)
    {
        var sink = new ListSink();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSerilog(new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Sink(sink).CreateLogger(), dispose: true);
        builder.Services.AddSingleton<RefusalLog>().AddSingleton(TimeProvider.System);
        await using var app = builder.Build();
        app.UseRequestLogging();
        app.UseRouting();
        map(app);
        await app.StartAsync(Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Authorization", "token");
        using var response = await app.GetTestClient().SendAsync(request, Cancellation);
        return [.. sink.Entries.Where(entry => entry.Properties.ContainsKey("RequestPath") && entry.Properties.ContainsKey("Elapsed"))];
    }

    private sealed class ListSink : ILogEventSink
    {
        public ConcurrentQueue<LogEvent> Entries { get; } = [];

        public void Emit(LogEvent logEvent) => Entries.Enqueue(logEvent);
    }
}
