using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Logging;
using GenreQueue.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddGenreLogging();
builder.Services.AddGenreWorker(builder.Configuration);
builder.Services.AddGenreBus(builder.Configuration);
builder.Services.AddBusWatchdog();
if (builder.Configuration[$"{WorkerOptions.Section}:{nameof(WorkerOptions.HealthFile)}"] is { Length: > 0 })
{
    builder.Services.AddSingleton<IHealthCheckPublisher, HealthFile>();
    builder.Services.Configure<HealthCheckPublisherOptions>(publish => publish.Period = HealthFile.Period);
}
return await builder.Build().RunCheckedAsync();
