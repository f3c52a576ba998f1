using GenreQueue.Analysis.Classification;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.Models;
using GenreQueue.Contracts;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Hosting.Uploads;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GenreQueue.Worker;

/// <summary>Makes a process a worker: its own program, or the API when it hosts one.</summary>
public static class WorkerExtensions
{
    /// <summary>Adds the consumers of both job queues; <see cref="BusExtensions.AddGenreBus"/> puts them on the bus.</summary>
    public static IServiceCollection AddGenreWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WorkerOptions>(WorkerOptions.Section);
        services.AddUploads(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
            new ModelCatalog(ModelCatalog.FindRoots(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.ModelsFolder)));
        services.TryAddSingleton(provider =>
            new DecoderPool(new DecoderPoolOptions { Slots = provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Slots }));
        services.TryAddSingleton<IGenreClassifier, GenreClassifier>();
        services.AddHostedService<ModelLoading>();
        services.AddSingleton(provider =>
            new PrioritySemaphore(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Slots, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UploadReader>();
        services.AddSingleton<ResultPublisher>();
        services.AddSingleton<ClassifyServices>();
        services.AddSingleton(new BusEndpoint(Queues.Classify, (e, provider) => Configure(e, provider, bulk: false)));
        services.AddSingleton(new BusEndpoint(Queues.ClassifyBulk, (e, provider) => Configure(e, provider, bulk: true)));

        // Each limit has to let the one inside it run out: job, then consumer, then bus, then host.
        services.AddOptions<MassTransitHostOptions>().Configure<IOptions<WorkerOptions>>((bus, worker) =>
        {
            bus.ConsumerStopTimeout = worker.Value.JobTimeout + TimeSpan.FromSeconds(5);
            bus.StopTimeout = worker.Value.JobTimeout + TimeSpan.FromSeconds(10);
        });

        // The host reads this while it is being built, before the options are checked.
        var jobTimeout = configuration.Read<WorkerOptions>(WorkerOptions.Section).JobTimeout;
        services.Configure<HostOptions>(host => host.ShutdownTimeout = jobTimeout + TimeSpan.FromSeconds(15));
        return services;
    }

    private static void Configure(IReceiveEndpointConfigurator endpoint, IServiceProvider provider, bool bulk)
    {
        var options = provider.GetRequiredService<IOptions<WorkerOptions>>().Value;

        // All that a dying worker had fetched counts one try each, so it fetches no more than it works on.
        endpoint.PrefetchCount = options.Slots;
        endpoint.ConcurrentMessageLimit = options.Slots;
        endpoint.PublishFaults = false;
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<ResultNotPublishedException>();
            retry.Intervals(options.RetryPauses);
        });
        endpoint.Consumer(() => new ClassifyRequestedConsumer(provider.GetRequiredService<ClassifyServices>(), bulk));
    }
}
