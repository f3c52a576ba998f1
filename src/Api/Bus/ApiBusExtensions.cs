using GenreQueue.Api.Hub;
using GenreQueue.Api.Store;
using GenreQueue.Hosting.Bus;
using GenreQueue.Hosting.Configuration;
using GenreQueue.Worker;
using MassTransit.Configuration;
using Microsoft.AspNetCore.SignalR;

namespace GenreQueue.Api.Bus;

/// <summary>Connects the API to the bus.</summary>
public static class ApiBusExtensions
{
    // A subscription takes about 100 bytes.
    private const int MaxHubMessageBytes = 4_096;

    /// <summary>Adds the relay, the consumers of results, dead letters and changes, the hub, and a worker if this process hosts one.</summary>
    public static IServiceCollection AddJobBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<JobWatchers>();
        services.AddSingleton<ResultsWriter>();
        services.AddSingleton<StoringServices>();
        services.AddSingleton<JobSender>();
        services.AddBusActivity();
        services.RegisterConsumer<ResultsConsumer, ResultsConsumerDefinition>();
        services.RegisterConsumer<DeadResultsConsumer, DeadResultsConsumerDefinition>();
        services.RegisterConsumer<DeadLetterConsumer, DeadLetterConsumerDefinition>();
        services.RegisterConsumer<JobsChangedConsumer, JobsChangedConsumerDefinition>();
        services.AddHealthChecks().AddCheck<ResultsWriter>("results", tags: ["ready"]);
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MaxHubMessageBytes;
            hub.AddFilter<HubFaults>();
        });

        services.AddSingleton<IRowPreparation, EmbeddedRecovery>();

        // Start order: the bus, then the services that publish to it.
        if (EmbeddedWorkerOptions.IsEmbedded(configuration)) services.AddGenreWorker(configuration);
        services.AddGenreBus(configuration);
        services.AddHostedService<JobChangePublisher>();
        services.AddHostedService<JobRelay>();
        if (configuration.Read<BusOptions>(BusOptions.Section).Transport != BusTransport.Memory) services.AddBusWatchdog();
        return services;
    }
}
