using System.Text.Json.Serialization;
using GenreQueue.Api.Access;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Bus;
using GenreQueue.Api.Configuration;
using GenreQueue.Api.Health;
using GenreQueue.Api.Hub;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Libraries;
using GenreQueue.Api.Limits;
using GenreQueue.Api.Logging;
using GenreQueue.Api.Models;
using GenreQueue.Api.OpenApi;
using GenreQueue.Api.Ops;
using GenreQueue.Api.Page;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Api.Sweep;
using GenreQueue.Api.Tus;
using GenreQueue.Api.Uploads;
using GenreQueue.Api.Webhooks;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Logging;
using GenreQueue.Hosting.Models;
using GenreQueue.Hosting.Uploads;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GenreQueue.Api;

/// <summary>Registers and maps the parts of the service.</summary>
public static class ApiExtensions
{
    private const string DefaultUrl = "http://localhost:8080";

    public static void AddGenreQueue(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        if (string.IsNullOrEmpty(configuration["urls"]) && string.IsNullOrEmpty(configuration["http_ports"])) builder.WebHost.UseUrls(DefaultUrl);
        services.AddSettings<ApiOptions>(ApiOptions.Section);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.TryAddSingleton(TimeProvider.System);
        services.AddModels();
        builder.AddGenreLogging();
        services.AddProblems();
        services.AddAccess();
        services.AddUploads(configuration);
        services.AddReceiving();
        services.AddJobStore(configuration);
        services.AddLimits(configuration);
        services.AddJobs();
        services.AddLibraries();
        services.AddBatches();
        services.AddWebhooks();
        services.AddHostedService<Sweeper>();
        services.AddGenreHealth();
        services.AddJobBus(configuration);
        services.AddTus();
        services.AddOps();
        services.AddDescription();
    }

    public static void UseGenreQueue(this WebApplication app)
    {
        app.UseClientAddresses();
        app.UseRequestLogging();
        app.UseProblems();
        app.UseAccess();
        app.UseDatabaseGate();
        app.UsePage();
        app.MapJobs();
        app.MapResults();
        app.MapLibraries();
        app.MapBatches();
        app.MapModels();
        app.MapGenreHealth();
        app.MapHub<JobsHub>(JobsHub.Path);
        app.MapTus();
        app.MapOps();
        app.MapClientSettings();
        app.MapOpenApi();
        app.MapApiReference();
        app.UseStartMessage();
    }
}
