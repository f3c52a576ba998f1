namespace GenreQueue.Fixtures.Servers;

/// <summary>RabbitMQ as a local process that keeps everything it writes in a temporary folder.</summary>
internal sealed class RabbitMqProcessHost : IServerHost
{
    private const string Folder = "/usr/lib/rabbitmq/bin";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _folder = new("rabbitmq");
    private readonly Dictionary<string, string?> _environment = [];
    private readonly string _program;
    private ServerProcess? _nameServer;
    private ServerProcess? _broker;

    private RabbitMqProcessHost(string program) => _program = program;

    public string Output => Broker.Output;

    private ServerProcess Broker => _broker ?? throw new InvalidOperationException("The broker was not started.");

    /// <exception cref="ServerMissingException">RabbitMQ is not installed.</exception>
    public static async Task<RabbitMqProcessHost> StartAsync(int port, CancellationToken cancellationToken)
    {
        var program = Programs.Find("rabbitmq-server", Folder)
            ?? throw new ServerMissingException($"rabbitmq-server is not installed (Debian: rabbitmq-server), and {RabbitMqServer.Variable} is not set.");
        var host = new RabbitMqProcessHost(program);
        try
        {
            await host.PrepareAsync(port, cancellationToken);
            await host.StartBrokerAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => EndAsync(Signal.Terminate, cancellationToken);

    public Task KillAsync(CancellationToken cancellationToken) => EndAsync(Signal.Kill, cancellationToken);

    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        if (!Broker.HasExited) throw new InvalidOperationException("The broker is running.");
        await Broker.DisposeAsync();
        await StartBrokerAsync(cancellationToken);
    }

    public Task PauseAsync(CancellationToken cancellationToken)
    {
        Broker.SendToTree(Signal.Stop);
        return Task.CompletedTask;
    }

    public Task ResumeAsync(CancellationToken cancellationToken)
    {
        Broker.SendToTree(Signal.Continue);
        return Task.CompletedTask;
    }

    public Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) => ServerProcess.RunAsync(
        Programs.Find(program, Folder) ?? throw new ServerMissingException($"{program} is not installed."), arguments, _environment, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null) await _broker.DisposeAsync();
        if (_nameServer is not null) await _nameServer.DisposeAsync();
        _folder.Dispose();
    }

    private async Task EndAsync(Signal signal, CancellationToken cancellationToken)
    {
        Broker.Send(signal);
        await Broker.WaitForExitAsync(StopLimit, cancellationToken);
    }

    private async Task PrepareAsync(int port, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(_folder.File("definitions.json"), RabbitMqDefinitions.Json(), cancellationToken);
        await File.WriteAllTextAsync(
            _folder.File("rabbitmq.conf"),
            $"""
             listeners.tcp.1 = 127.0.0.1:{port}
             log.console = true
             log.console.level = warning
             load_definitions = {_folder.File("definitions.json")}

             """,
            cancellationToken);
        await File.WriteAllTextAsync(_folder.File("enabled_plugins"), "[].", cancellationToken);

        // With a cookie, a node name and a name server of its own, it does not interfere with another RabbitMQ of this machine.
        var nameServerPort = FreePort.Next();
        _environment["HOME"] = _folder.Path;
        _environment["ERL_EPMD_PORT"] = $"{nameServerPort}";
        _environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        _environment["RABBITMQ_CONF_ENV_FILE"] = "/dev/null";
        _environment["RABBITMQ_NODENAME"] = $"genrequeue{port}@localhost";
        _environment["RABBITMQ_DIST_PORT"] = $"{FreePort.Next()}";
        _environment["RABBITMQ_MNESIA_BASE"] = _folder.File("mnesia");
        _environment["RABBITMQ_LOG_BASE"] = _folder.File("log");
        _environment["RABBITMQ_CONFIG_FILE"] = _folder.File("rabbitmq.conf");
        _environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = _folder.File("enabled_plugins");

        // Without these two, the start script would remain as a parent process that does not forward signals.
        _environment["RABBITMQ_ALLOW_INPUT"] = "1";
        _environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput -kernel inet_dist_use_interface {127,0,0,1}";

        var epmd = Programs.Find("epmd") ?? throw new ServerMissingException("epmd is not installed (Debian: erlang-base).");
        _nameServer = ServerProcess.Start("epmd", epmd, ["-port", $"{nameServerPort}", "-address", "127.0.0.1"]);
    }

    private async Task StartBrokerAsync(CancellationToken cancellationToken)
    {
        _broker = ServerProcess.Start("RabbitMQ", _program, [], _environment, _folder.Path);
        await _broker.WaitUntilAsync(
            () => Task.FromResult(_broker.Output.Contains("completed with", StringComparison.Ordinal)), StartLimit, cancellationToken);
    }
}
