namespace GenreQueue.Fixtures.Servers;

/// <summary>A PostgreSQL server for one test run on a free port of the loopback interface.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    internal const string User = "genrequeue";
    internal const string Password = "genrequeue";
    private readonly IServerHost _host;
    private readonly int _port;
    private int _given;

    private PostgresServer(IServerHost host, int port) => (_host, _port) = (host, port);

    /// <summary>Starts a server with an empty cluster and waits until it accepts connections.</summary>
    /// <param name="durable">Whether commits wait for the disk, as in production. Without it they survive the end of the server, but not of the machine.</param>
    /// <param name="kind">How it runs; <see cref="ServerChoice"/> decides by default.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ServerMissingException">PostgreSQL can run neither as a process nor in a container.</exception>
    public static async Task<PostgresServer> StartAsync(bool durable = false, ServerKind? kind = null, CancellationToken cancellationToken = default)
    {
        var port = FreePort.Next();
        string[] options =
        [
            "-c", "max_connections=200",
            .. durable ? (string[])[] : ["-c", "fsync=off", "-c", "full_page_writes=off"],
        ];
        return new PostgresServer(
            (kind ?? await ServerChoice.GetAsync()) == ServerKind.Containers
                ? await PostgresContainerHost.StartAsync(port, options, cancellationToken)
                : await PostgresProcessHost.StartAsync(port, options, cancellationToken),
            port);
    }

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public async Task<string> NextDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = $"t{Interlocked.Increment(ref _given)}";
        await _host.RunAsync("createdb", ["-U", User, name], cancellationToken);
        return $"Host=127.0.0.1;Port={_port};Username={User};Password={Password};Database={name};Maximum Pool Size=20;Include Error Detail=true";
    }

    /// <summary>Shuts the server down at once, ending its connections.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Ends the server as a power cut would.</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => _host.KillAsync(cancellationToken);

    /// <summary>Starts the server again on the same port and data.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken = default) => _host.StartAgainAsync(cancellationToken);

    /// <summary>Suspends the server: its connections stay open, but it answers nothing.</summary>
    public Task PauseAsync(CancellationToken cancellationToken = default) => _host.PauseAsync(cancellationToken);

    /// <summary>Lets a suspended server continue.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken = default) => _host.ResumeAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
