using MassTransit;

namespace GenreQueue.Hosting.Bus;

/// <summary>Something of this process that consumes; registered as a service, so that the API and a worker inside it share one bus.</summary>
/// <param name="Queue">One of <see cref="BusTopology.All"/>; null for a temporary queue of this process alone.</param>
/// <param name="Configure">Adds limits and consumers.</param>
public sealed record BusEndpoint(string? Queue, Action<IReceiveEndpointConfigurator, IServiceProvider> Configure);
