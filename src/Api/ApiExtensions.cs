using GenreQueue.Api.Bus;
using GenreQueue.Api.Hub;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Ops;
using GenreQueue.Api.Page;
using GenreQueue.Api.Store;
using GenreQueue.Worker;
using GenreQueue.Worker.Uploads;

namespace GenreQueue.Api;

/// <summary>The wiring of the service, one line for each part.</summary>
public static class ApiExtensions
{
    public static void AddGenreQueue(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddGenreLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddUploads(builder.Configuration);
        services.AddJobStore(builder.Configuration);
        services.AddSingleton<JobEvents>();
        services.AddSingleton<JobWaiters>();
        services.AddJobBus(builder.Configuration);
        services.AddOps();
    }

    public static void UseGenreQueue(this WebApplication app)
    {
        app.UsePage();
        app.MapHub<JobsHub>(JobsHub.Path);
        app.MapOps();
    }
}
