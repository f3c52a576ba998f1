using GenreQueue.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace GenreQueue.Hosting.Bus;

/// <summary>Whether the API process also hosts a worker.</summary>
public sealed class EmbeddedWorkerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker";

    /// <summary>Whether the API hosts a worker; by default only on an in-memory bus, which no other process can reach.</summary>
    public bool? Embedded { get; set; }

    /// <summary>Whether the API hosts a worker under this configuration.</summary>
    public static bool IsEmbedded(IConfiguration configuration) =>
        configuration.Read<EmbeddedWorkerOptions>(Section).Embedded
        ?? configuration.Read<BusOptions>(BusOptions.Section).Transport == BusTransport.Memory;
}
