using System.ComponentModel.DataAnnotations;

namespace GenreQueue.Hosting.Bus;

/// <summary>How messages are transported.</summary>
public enum BusTransport
{
    /// <summary>In memory, within one process.</summary>
    Memory,

    /// <summary>Through a RabbitMQ broker, between processes.</summary>
    RabbitMq,
}

/// <summary>Settings of the section <c>Bus</c>.</summary>
public sealed class BusOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Bus";

    /// <summary>Transport of the messages.</summary>
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

    /// <summary>Password of the user. There is no default: a known password would expose the broker.</summary>
    public string Password { get; set; } = "";

    /// <summary>Whether the connection is encrypted.</summary>
    public bool Tls { get; set; }

    /// <summary>Interval of the AMQP heartbeat; an unresponsive worker is detected after two to three intervals.</summary>
    [Range(1, 600)]
    public int HeartbeatSeconds { get; set; } = 10;

    /// <summary>Time limit of one publish. MassTransit 8.5.12 has none: it retries until the token is cancelled.</summary>
    [Range(1, 600)]
    public int PublishTimeoutSeconds { get; set; } = 5;

    /// <summary>How long a process may stay without a working consumer before it exits to be restarted.</summary>
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
