using System.Net.Security;
using GenreQueue.Hosting.Configuration;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace GenreQueue.Hosting.Bus;

/// <summary>Registers the bus of a process.</summary>
public static class BusExtensions
{
    /// <summary>Adds the bus with an endpoint for each registered consumer, and the services that maintain its topology.</summary>
    public static IServiceCollection AddGenreBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<BusOptions>(BusOptions.Section);
        services.AddSettings<EmbeddedWorkerOptions>(EmbeddedWorkerOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddBusActivity();
        services.AddSingleton(provider => new TopologyDeployer(
            provider.GetRequiredService<IOptions<BusOptions>>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TopologyDeployer>>())
        {
            // Resolved on use, because the consumers on the bus need the deployer.
            BusIsReady = () => provider.GetRequiredService<IBusControl>().CheckHealth().Status == BusHealthStatus.Healthy,
        });
        services.AddHostedService(provider => provider.GetRequiredService<TopologyDeployer>());
        services.AddHealthChecks().AddCheck<BusHealthCheck>("bus", tags: ["ready"]);

        var embedded = configuration.Read<BusOptions>(BusOptions.Section).Transport == BusTransport.Memory;

        // MassTransit 8.5.12 would fail or delay the start while the broker is unreachable; the health check reports that instead.
        services.AddOptions<MassTransitHostOptions>().Configure(host => host.WaitUntilStarted = embedded);
        return services.AddMassTransit(x =>
        {
            // MassTransit 8.5.12 otherwise reports usage to its vendor five minutes after the start.
            x.DisableUsageTelemetry();
            x.AddConfigureEndpointsCallback((_, queue, endpoint) => BusTopology.Configure(queue, endpoint));
            if (embedded) x.UsingInMemory((context, bus) => bus.ConfigureEndpoints(context));
            else
                x.UsingRabbitMq((context, bus) =>
                {
                    bus.ConfigureGenreHost(context.GetRequiredService<IOptions<BusOptions>>().Value);
                    bus.ConfigureEndpoints(context);
                });
        });
    }

    /// <summary>Adds the tracking of deliveries and handlers that the watchdog reads; calling it twice adds it once.</summary>
    public static IServiceCollection AddBusActivity(this IServiceCollection services)
    {
        services.TryAddSingleton<HandlerDeadlines>();
        if (services.Any(service => service.ServiceType == typeof(BusActivity))) return services;
        services.AddSingleton<BusActivity>();
        return services.AddReceiveObserver(provider => provider.GetRequiredService<BusActivity>());
    }

    /// <summary>Adds a <see cref="BusWatchdog"/>.</summary>
    public static IServiceCollection AddBusWatchdog(this IServiceCollection services) => services.AddHostedService<BusWatchdog>();

    internal static void ConfigureGenreHost(this IRabbitMqBusFactoryConfigurator bus, BusOptions options) =>
        bus.Host(options.Host, (ushort)options.Port, options.VirtualHost, host =>
        {
            host.Username(options.User);
            host.Password(options.Password);
            host.Heartbeat(TimeSpan.FromSeconds(options.HeartbeatSeconds));
            if (options.Tls) host.UseSsl(tls => ConfigureTls(tls, options));
        });

    /// <summary>Connections of our own, beside those of MassTransit. They are not restored after a loss.</summary>
    internal static ConnectionFactory CreateConnectionFactory(this BusOptions options) => new()
    {
        HostName = options.Host,
        Port = options.Port,
        VirtualHost = options.VirtualHost,
        UserName = options.User,
        Password = options.Password,
        RequestedHeartbeat = TimeSpan.FromSeconds(options.HeartbeatSeconds),
        AutomaticRecoveryEnabled = false,
        Ssl = new SslOption { Enabled = options.Tls, ServerName = options.Host },
    };

    // By default MassTransit 8.5.12 accepts untrusted certificates, which exposes the password to a man in the middle.
    private static void ConfigureTls(IRabbitMqSslConfigurator tls, BusOptions options)
    {
        tls.ServerName = options.Host;
        tls.EnforcePolicyErrors(
            SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable);
    }
}
