using System.ComponentModel.DataAnnotations;
using GenreQueue.Hosting.Configuration;

namespace GenreQueue.Hosting.Bus;

/// <summary>What carries the messages.</summary>
public enum BusTransport
{
    /// <summary>Inside one process.</summary>
    Memory,

    /// <summary>A RabbitMQ broker that several processes share.</summary>
    RabbitMq,
}

/// <summary>Settings of the section <c>Bus</c>.</summary>
public sealed class BusOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Bus";

    /// <summary>What carries the messages.</summary>
    public BusTransport Transport { get; set; } = BusTransport.Memory;

    /// <summary>Host of the broker.</summary>
    public string Host { get; set; } = "localhost";

    /// <summary>AMQP port of the broker.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 5672;

    /// <summary>Virtual host on the broker.</summary>
    [Required]
    public string VirtualHost { get; set; } = "/";

    /// <summary>User on the broker.</summary>
    public string User { get; set; } = "";

    /// <summary>Password of the user; it has no default, so that none is ever open to a network.</summary>
    public string Password { get; set; } = "";

    /// <summary>Whether the connection is encrypted.</summary>
    public bool Tls { get; set; }

    /// <summary>How often both sides show that they live; a hung worker is noticed after two to three of these.</summary>
    [Range(1, 600)]
    public int HeartbeatSeconds { get; set; } = 10;

    /// <summary>How long one publish may take. A publish has no limit of its own.</summary>
    [Range(1, 600)]
    public int PublishTimeoutSeconds { get; set; } = 5;

    /// <summary>How long a process may be without a live consumer before it exits, to be started anew.</summary>
    [Range(5, 3_600)]
    public int WatchdogSeconds { get; set; } = 120;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Transport != BusTransport.RabbitMq) yield break;
        if (string.IsNullOrWhiteSpace(Host)) yield return Missing(nameof(Host));
        if (string.IsNullOrWhiteSpace(User)) yield return Missing(nameof(User));
        if (string.IsNullOrEmpty(Password)) yield return Missing(nameof(Password));
    }

    private static ValidationResult Missing(string name) => new($"{Section}:{name} is required when {Section}:Transport is RabbitMq.", [name]);
}
