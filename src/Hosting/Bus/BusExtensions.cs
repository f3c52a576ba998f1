using System.Net.Security;
using GenreQueue.Hosting.Configuration;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GenreQueue.Hosting.Bus;

/// <summary>Sets up the bus of a process.</summary>
public static class BusExtensions
{
    /// <summary>Adds the bus with every <see cref="BusEndpoint"/> that is registered, and what keeps its topology in place.</summary>
    public static IServiceCollection AddGenreBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<BusOptions>(BusOptions.Section);
        services.AddSingleton<TopologyDeployer>();
        services.AddHostedService(provider => provider.GetRequiredService<TopologyDeployer>());
        services.AddHealthChecks().AddCheck<BusHealthCheck>("bus", tags: ["ready"]);

        var embedded = configuration.Read<BusOptions>(BusOptions.Section).Transport == BusTransport.Memory;

        // The broker may be away when a process starts: it must start all the same, and say so in its health.
        services.AddOptions<MassTransitHostOptions>().Configure(host => host.WaitUntilStarted = embedded);
        return services.AddMassTransit(x =>
        {
            if (embedded) x.UsingInMemory((context, bus) => bus.ConfigureGenreEndpoints(context));
            else
                x.UsingRabbitMq((context, bus) =>
                {
                    bus.ConfigureGenreHost(context.GetRequiredService<IOptions<BusOptions>>().Value);
                    bus.ConfigureGenreEndpoints(context);
                });
        });
    }

    /// <summary>Adds every registered <see cref="BusEndpoint"/> to a bus.</summary>
    public static void ConfigureGenreEndpoints(this IBusFactoryConfigurator bus, IServiceProvider services)
    {
        foreach (var endpoint in services.GetServices<BusEndpoint>())
        {
            if (endpoint.Queue is { } queue)
                bus.ReceiveEndpoint(queue, e =>
                {
                    BusTopology.Configure(queue, e);
                    endpoint.Configure(e, services);
                });
            else bus.ReceiveEndpoint(new TemporaryEndpointDefinition("watch"), null, e => endpoint.Configure(e, services));
        }
    }

    // Left to itself it takes a certificate that nobody vouches for, and hands whoever stands in between the password.
    private static void ConfigureTls(IRabbitMqSslConfigurator tls, BusOptions options)
    {
        tls.ServerName = options.Host;
        tls.EnforcePolicyErrors(
            SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable);
    }

    internal static void ConfigureGenreHost(this IRabbitMqBusFactoryConfigurator bus, BusOptions options) =>
        bus.Host(options.Host, (ushort)options.Port, options.VirtualHost, host =>
        {
            host.Username(options.User);
            host.Password(options.Password);
            host.Heartbeat(TimeSpan.FromSeconds(options.HeartbeatSeconds));
            if (options.Tls) host.UseSsl(tls => ConfigureTls(tls, options));
        });
}
