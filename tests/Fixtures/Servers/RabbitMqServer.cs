namespace GenreQueue.Fixtures.Servers;

/// <summary>A RabbitMQ broker for one test run on a free port of the loopback interface.</summary>
/// <remarks><c>GENREQUEUE_TEST_AMQP</c> names a broker to use instead; that one can be neither stopped nor killed.</remarks>
public sealed class RabbitMqServer : IAsyncDisposable
{
    /// <summary>Environment variable with the <c>amqp://user:password@host:port/vhost</c> of a broker to use.</summary>
    public const string Variable = "GENREQUEUE_TEST_AMQP";

    private readonly Uri? _external;
    private readonly IServerHost? _host;
    private readonly int _port;
    private int _given;

    private RabbitMqServer(Uri external) => _external = external;

    private RabbitMqServer(IServerHost host, int port) => (_host, _port) = (host, port);

    /// <summary>True when the broker can be stopped, restarted and killed.</summary>
    public bool IsOwn => _external is null;

    /// <summary>The end of what the broker has written since it was last started.</summary>
    public string Output => Host.Output;

    private IServerHost Host => _host ?? throw new InvalidOperationException($"The broker that {Variable} names cannot be controlled.");

    /// <summary>Starts a broker and waits until it accepts connections.</summary>
    /// <param name="kind">How it runs; <see cref="ServerChoice"/> decides by default.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ServerMissingException">The broker can run neither as a process nor in a container.</exception>
    public static async Task<RabbitMqServer> StartAsync(ServerKind? kind = null, CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value)
        {
            var external = new Uri(value);
            ServerChoice.Announce($"RabbitMQ at {external.Authority} ({Variable})");
            return new RabbitMqServer(external);
        }
        var port = FreePort.Next();
        return new RabbitMqServer(
            (kind ?? await ServerChoice.GetAsync()) == ServerKind.Containers
                ? await RabbitMqContainerHost.StartAsync(port, cancellationToken)
                : await RabbitMqProcessHost.StartAsync(port, cancellationToken),
            port);
    }

    /// <summary>Address of an empty virtual host that no other test uses.</summary>
    public Uri NextVirtualHost()
    {
        if (_external is not null) return _external;
        var number = Interlocked.Increment(ref _given);
        if (number > RabbitMqDefinitions.VirtualHosts) throw new InvalidOperationException($"All {RabbitMqDefinitions.VirtualHosts} virtual hosts are in use.");
        return RabbitMqDefinitions.AddressOf(_port, number);
    }

    /// <summary>Shuts the broker down cleanly; it keeps confirmed messages.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => Host.StopAsync(cancellationToken);

    /// <summary>Ends the broker as a power cut would.</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => Host.KillAsync(cancellationToken);

    /// <summary>Starts the broker again on the same port and data.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken = default) => Host.StartAgainAsync(cancellationToken);

    /// <summary>Suspends the broker: its connections stay open, but it answers nothing.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default) => Host.PauseAsync(cancellationToken);

    /// <summary>Lets a suspended broker continue.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default) => Host.ResumeAsync(cancellationToken);

    /// <summary>Runs <c>rabbitmqctl</c> against this broker and returns its output.</summary>
    public Task<string> ControlAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        Host.RunAsync("rabbitmqctl", arguments, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
