using System.Runtime.ExceptionServices;
using GenreQueue.Api.Hub;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Worker;
using MassTransit;
using MassTransit.Middleware;

namespace GenreQueue.Api.Bus;

/// <summary>The API's side of the bus.</summary>
public static class ApiBusExtensions
{
    private const int JobsChangedPrefetch = 16;

    /// <summary>Adds the relay, the consumers of results, dead letters and changes, the hub, and a worker when this process hosts one.</summary>
    public static IServiceCollection AddJobBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ResultsConsumer>();
        services.AddSingleton<DeadLetterConsumer>();
        services.AddSingleton<JobsChangedConsumer>();
        services.AddSingleton<JobWatchers>();
        services.AddSingleton<ResultsWriter>();
        services.AddSingleton<JobChangePublisher>();
        services.AddSingleton(new BusEndpoint(BusTopology.Results, (e, provider) => ConfigureStoring<ResultsConsumer>(e, provider)));
        services.AddSingleton(new BusEndpoint(BusTopology.Dead, (e, provider) => ConfigureStoring<DeadLetterConsumer>(e, provider)));
        services.AddSingleton(new BusEndpoint(Queue: null, (e, provider) =>
        {
            e.PrefetchCount = JobsChangedPrefetch;
            e.PublishFaults = false;

            // A hint that cannot be told is worth no queue of its own, which would outlive the temporary one.
            e.DiscardFaultedMessages();
            e.DiscardSkippedMessages();
            e.Consumer(provider.GetRequiredService<JobsChangedConsumer>);
        }));
        services.AddHealthChecks().AddCheck<ResultsWriter>("results", tags: ["ready"]);
        services.AddSignalR();

        // Order of start: what was left open, then the bus, then what feeds it.
        services.AddHostedService<EmbeddedRecovery>();
        if (HostsWorker(configuration)) services.AddGenreWorker(configuration);
        services.AddGenreBus(configuration);
        services.AddHostedService(provider => provider.GetRequiredService<JobChangePublisher>());
        services.AddHostedService<JobRelay>();

        // Uploads are taken while the broker is away: only a bus that does not find its way back is a reason to begin anew.
        if (configuration.Read<BusOptions>(BusOptions.Section).Transport != BusTransport.Memory) services.AddBusWatchdog(sitsOutOutages: true);
        return services;
    }

    // A bus in memory reaches nobody else, so the worker has to be here.
    private static bool HostsWorker(IConfiguration configuration)
    {
        var transport = configuration.Read<BusOptions>(BusOptions.Section).Transport;
        return configuration.Read<WorkerOptions>(WorkerOptions.Section).Embedded ?? transport == BusTransport.Memory;
    }

    private static void ConfigureStoring<TConsumer>(IReceiveEndpointConfigurator endpoint, IServiceProvider provider)
        where TConsumer : class, IConsumer
    {
        endpoint.PrefetchCount = ResultsWriter.Capacity;
        endpoint.ConcurrentMessageLimit = ResultsWriter.Capacity;
        endpoint.PublishFaults = false;

        // What could not be stored because the database was away returns to the queue, which has no delivery limit; what cannot
        // be read goes to the queue's _error, or it would come again for ever.
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseExecute(context =>
            {
                if (context.Exception is ResultNotStoredException or OperationCanceledException) ExceptionDispatchInfo.Throw(context.Exception);
            });
            pipe.UseFilter(new ErrorTransportFilter());
        });

        // By need: the consumer holds the bus that is being made here.
        endpoint.Consumer(provider.GetRequiredService<TConsumer>);
    }
}
