using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Libraries;
using GenreQueue.Hosting.Models;
using GenreQueue.Hosting.Uploads;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>Adds a worker to a process: to its own program, or to an API that hosts one.</summary>
public static class WorkerExtensions
{
    /// <summary>
    /// Adds the consumers of the job queues; <see cref="BusExtensions.AddGenreBus"/> connects them to the bus. Their reports go over the
    /// bus too, unless another <see cref="IJobReports"/> was added before.
    /// </summary>
    public static IServiceCollection AddGenreWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WorkerOptions>(WorkerOptions.Section);
        services.AddUploads(configuration);
        services.AddModels();
        services.AddLibraryRoots();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
            new DecoderPool(new DecoderPoolOptions { Slots = provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Slots }));
        services.TryAddSingleton<IGenreClassifier, GenreClassifier>();
        services.AddHostedService<ModelLoading>();
        services.AddSingleton(provider =>
            new PrioritySemaphore(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Slots, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UploadReader>();
        services.AddSingleton<TrackReader>();
        services.TryAddSingleton<IJobReports, ResultPublisher>();
        services.AddSingleton<ClassifyServices>();
        services.AddBusActivity();

        // AddMassTransit, which usually adds consumers, may be called only once per process: AddGenreBus does that.
        services.RegisterConsumer<InteractiveClassifyConsumer, InteractiveClassifyConsumerDefinition>();
        services.RegisterConsumer<BulkClassifyConsumer, BulkClassifyConsumerDefinition>();
        services.RegisterConsumer<AloneClassifyConsumer, AloneClassifyConsumerDefinition>();

        // Each time limit must exceed the one inside it: job, consumer, bus, host.
        services.AddOptions<MassTransitHostOptions>().Configure<IOptions<WorkerOptions>>((bus, worker) =>
        {
            bus.ConsumerStopTimeout = worker.Value.JobTimeout + TimeSpan.FromSeconds(5);
            bus.StopTimeout = worker.Value.JobTimeout + TimeSpan.FromSeconds(10);
        });

        // The host reads this while it is being built, before the options are validated.
        var jobTimeout = configuration.Read<WorkerOptions>(WorkerOptions.Section).JobTimeout;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = jobTimeout + TimeSpan.FromSeconds(15));
        return services;
    }
}
