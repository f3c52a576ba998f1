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

    /// <summary>Adds the relay, what receives the reports of workers, the hub, and a worker if this process hosts one.</summary>
    public static IServiceCollection AddJobBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<JobWatchers>();
        services.AddSingleton<ResultsWriter>();
        services.AddSingleton<JobSender>();
        services.AddBusActivity();
        services.RegisterConsumer<JobsChangedConsumer, JobsChangedConsumerDefinition>();
        services.RegisterConsumer<WalkConsumer, WalkConsumerDefinition>();
        services.AddHealthChecks().AddCheck<ResultsWriter>("results", tags: ["ready"]);
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = MaxHubMessageBytes;
            hub.AddFilter<HubFaults>();
        });

        // Start order: what carries jobs over to the next process, the bus, then the services that publish to it.
        var embedded = configuration.Read<BusOptions>(BusOptions.Section).Transport == BusTransport.Memory;
        if (embedded)
        {
            services.AddSingleton<EmbeddedRecovery>();
            services.AddSingleton<IRowPreparation>(provider => provider.GetRequiredService<EmbeddedRecovery>());
            services.AddHostedService(provider => provider.GetRequiredService<EmbeddedRecovery>());
            services.AddSingleton<IJobReports, DirectReports>();
        }
        else
        {
            services.AddSingleton<StoringServices>();
            services.RegisterConsumer<ResultsConsumer, ResultsConsumerDefinition>();
            services.RegisterConsumer<DeadResultsConsumer, DeadResultsConsumerDefinition>();
            services.RegisterConsumer<DeadLetterConsumer, DeadLetterConsumerDefinition>();
        }
        if (EmbeddedWorkerOptions.IsEmbedded(configuration)) services.AddGenreWorker(configuration);
        services.AddGenreBus(configuration);
        services.AddHostedService<JobChangePublisher>();
        services.AddHostedService<JobRelay>();
        services.AddHostedService<WalkRelay>();
        if (!embedded) services.AddBusWatchdog();
        return services;
    }
}
