using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Faults.Kinds;

/// <summary>The broker shuts down and starts again later.</summary>
internal sealed class BrokerStopped(RabbitMqServer rabbit) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) => rabbit.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken) => rabbit.StartAgainAsync(cancellationToken);
}

/// <summary>The broker is killed and starts again later.</summary>
internal sealed class BrokerKilled(RabbitMqServer rabbit) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) => rabbit.KillAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken) => rabbit.StartAgainAsync(cancellationToken);
}

/// <summary>The broker keeps its connections and answers nothing.</summary>
internal sealed class BrokerHung(RabbitMqServer rabbit) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) => rabbit.PauseAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken) => rabbit.ResumeAsync(cancellationToken);
}

/// <summary>The broker runs out of memory, so that it blocks all connections that publish.</summary>
internal sealed class BrokerMemoryAlarm(RabbitMqServer rabbit) : Fault
{
    private const string Default = "0.4";

    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) => SetAsync("0.00001", cancellationToken);

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken) => SetAsync(Default, cancellationToken);

    private Task<string> SetAsync(string share, CancellationToken cancellationToken) =>
        rabbit.ControlAsync(["set_vm_memory_high_watermark", share], cancellationToken);
}

/// <summary>The disk of the broker is nearly full, so that it blocks all connections that publish.</summary>
internal sealed class BrokerDiskAlarm(RabbitMqServer rabbit) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) => SetAsync("2000GB", cancellationToken);

    /// <inheritdoc/>
    public override Task HealAsync(CancellationToken cancellationToken) => SetAsync("50MB", cancellationToken);

    private Task<string> SetAsync(string limit, CancellationToken cancellationToken) => rabbit.ControlAsync(["set_disk_free_limit", limit], cancellationToken);
}

/// <summary>The broker closes all connections of an installation.</summary>
internal sealed class BrokerConnectionsClosed(Installation installation) : Fault
{
    /// <inheritdoc/>
    public override Task InjectAsync(CancellationToken cancellationToken) =>
        installation.Rabbit.ControlAsync(["close_all_connections", "--vhost", installation.VirtualHost, "closed by a test"], cancellationToken);
}
