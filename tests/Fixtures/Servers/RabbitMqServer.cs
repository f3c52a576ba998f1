using System.Text.Json;

namespace GenreQueue.Fixtures.Servers;

/// <summary>A RabbitMQ of one's own on free ports of the loopback interface, with everything it writes in a temporary folder.</summary>
/// <remarks><c>GENREQUEUE_TEST_AMQP</c> names a broker to use instead; that one cannot be stopped or killed from here.</remarks>
public sealed class RabbitMqServer : IAsyncDisposable
{
    /// <summary>Environment variable with the <c>amqp://user:password@host:port/vhost</c> of a broker to use.</summary>
    public const string Variable = "GENREQUEUE_TEST_AMQP";

    private const int VirtualHosts = 16;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder? _folder;
    private readonly int _brokerPort;
    private readonly int _nameServerPort;
    private readonly Dictionary<string, string?> _environment = [];
    private readonly Uri? _external;
    private ServerProcess? _nameServer;
    private ServerProcess? _broker;
    private int _given;

    private RabbitMqServer(Uri external) => _external = external;

    private RabbitMqServer()
    {
        _folder = new TemporaryFolder("rabbitmq");
        _brokerPort = FreePort.Next();
        _nameServerPort = FreePort.Next();
    }

    /// <summary>True when the broker is ours to stop, restart and kill.</summary>
    public bool IsOwn => _external is null;

    /// <summary>What the broker wrote since it was started last.</summary>
    public string Output => _broker?.Output ?? "";

    /// <summary>Starts a broker and waits until it takes connections.</summary>
    /// <exception cref="ServerMissingException">RabbitMQ is not installed.</exception>
    public static async Task<RabbitMqServer> StartAsync(CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } external) return new RabbitMqServer(new Uri(external));
        var program = Programs.Find("rabbitmq-server", "/usr/lib/rabbitmq/bin")
            ?? throw new ServerMissingException($"rabbitmq-server is not installed (Debian: rabbitmq-server), and {Variable} names no broker.");
        var server = new RabbitMqServer();
        try
        {
            await server.PrepareAsync(cancellationToken);
            await server.StartBrokerAsync(program, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Address of a virtual host that nobody else was given: an empty broker, in effect.</summary>
    public Uri NextVirtualHost()
    {
        if (_external is not null) return _external;
        var number = Interlocked.Increment(ref _given);
        if (number > VirtualHosts) throw new InvalidOperationException($"All {VirtualHosts} virtual hosts are given away.");
        return new Uri($"amqp://guest:guest@127.0.0.1:{_brokerPort}/t{number}");
    }

    /// <summary>Shuts the broker down in order; what was confirmed is kept.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        var broker = Own();
        broker.Send(Signal.Terminate);
        await broker.WaitForExitAsync(TimeSpan.FromMinutes(1), cancellationToken);
    }

    /// <summary>Ends the broker as a power cut would.</summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        var broker = Own();
        broker.Send(Signal.Kill);
        await broker.WaitForExitAsync(TimeSpan.FromMinutes(1), cancellationToken);
    }

    /// <summary>Starts the broker again on the same port with what it had stored.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        var stopped = Own();
        if (!stopped.HasExited) throw new InvalidOperationException("The broker is running.");
        await stopped.DisposeAsync();
        await StartBrokerAsync(Programs.Find("rabbitmq-server", "/usr/lib/rabbitmq/bin")!, cancellationToken);
    }

    /// <summary>Runs <c>rabbitmqctl</c> against this broker and returns its output.</summary>
    public Task<string> ControlAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        Own();
        var program = Programs.Find("rabbitmqctl", "/usr/lib/rabbitmq/bin") ?? throw new ServerMissingException("rabbitmqctl is not installed.");
        return ServerProcess.RunAsync(program, arguments, _environment, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_broker is not null) await _broker.DisposeAsync();
        if (_nameServer is not null) await _nameServer.DisposeAsync();
        _folder?.Dispose();
    }

    private ServerProcess Own() =>
        _broker ?? throw new InvalidOperationException($"The broker of {Variable} is not ours to control.");

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var folder = _folder!;
        var hosts = Enumerable.Range(1, VirtualHosts).Select(n => $"t{n}").ToList();
        await File.WriteAllTextAsync(
            folder.File("definitions.json"),
            JsonSerializer.Serialize(new
            {
                users = new[] { new { name = "guest", password = "guest", tags = "administrator" } },
                vhosts = hosts.Select(name => new { name }),
                permissions = hosts.Select(vhost => new { user = "guest", vhost, configure = ".*", write = ".*", read = ".*" }),
            }),
            cancellationToken);
        await File.WriteAllTextAsync(
            folder.File("rabbitmq.conf"),
            $"""
             listeners.tcp.1 = 127.0.0.1:{_brokerPort}
             log.console = true
             log.console.level = warning
             load_definitions = {folder.File("definitions.json")}

             """,
            cancellationToken);
        await File.WriteAllTextAsync(folder.File("enabled_plugins"), "[].", cancellationToken);

        // A cookie, a node name and a name server of its own: it neither sees nor disturbs another RabbitMQ of this machine.
        _environment["HOME"] = folder.Path;
        _environment["ERL_EPMD_PORT"] = $"{_nameServerPort}";
        _environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        _environment["RABBITMQ_CONF_ENV_FILE"] = "/dev/null";
        _environment["RABBITMQ_NODENAME"] = $"genrequeue{_brokerPort}@localhost";
        _environment["RABBITMQ_DIST_PORT"] = $"{FreePort.Next()}";
        _environment["RABBITMQ_MNESIA_BASE"] = folder.File("mnesia");
        _environment["RABBITMQ_LOG_BASE"] = folder.File("log");
        _environment["RABBITMQ_CONFIG_FILE"] = folder.File("rabbitmq.conf");
        _environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.File("enabled_plugins");

        // Without these two the script stays as a parent that signals would have to pass.
        _environment["RABBITMQ_ALLOW_INPUT"] = "1";
        _environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput -kernel inet_dist_use_interface {127,0,0,1}";

        var epmd = Programs.Find("epmd") ?? throw new ServerMissingException("epmd is not installed (Debian: erlang-base).");
        _nameServer = ServerProcess.Start("epmd", epmd, ["-port", $"{_nameServerPort}", "-address", "127.0.0.1"]);
    }

    private async Task StartBrokerAsync(string program, CancellationToken cancellationToken)
    {
        _broker = ServerProcess.Start("RabbitMQ", program, [], _environment, _folder!.Path);
        await _broker.WaitUntilAsync(
            () => Task.FromResult(_broker.Output.Contains("completed with", StringComparison.Ordinal)), StartLimit, cancellationToken);
    }
}
