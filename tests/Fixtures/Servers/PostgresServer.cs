namespace GenreQueue.Fixtures.Servers;

/// <summary>A PostgreSQL of one's own on a free port of the loopback interface, with its cluster in a temporary folder.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "genrequeue";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _folder = new("postgres");
    private readonly string _binaries;
    private readonly int _port = FreePort.Next();
    private ServerProcess? _server;
    private int _given;

    private readonly bool _durable;

    private PostgresServer(string binaries, bool durable) => (_binaries, _durable) = (binaries, durable);

    /// <summary>Makes a cluster, starts it and waits until it takes connections.</summary>
    /// <param name="durable">Whether it waits for the disk as a real one does; what has not to survive a power cut need not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ServerMissingException">PostgreSQL is not installed, or there is no user to run it as.</exception>
    public static async Task<PostgresServer> StartAsync(bool durable = false, CancellationToken cancellationToken = default)
    {
        var server = new PostgresServer(FindBinaries(), durable);
        try
        {
            var cluster = server._folder.File("cluster");
            if (IsRoot) await ServerProcess.RunAsync("chown", ["postgres", server._folder.Path], cancellationToken: cancellationToken);
            await server.RunAsync("initdb", ["-D", cluster, "-U", User, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"], cancellationToken);
            await server.StartServerAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> NextDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = $"t{Interlocked.Increment(ref _given)}";
        await RunAsync("createdb", ["-h", "127.0.0.1", "-p", $"{_port}", "-U", User, name], cancellationToken);
        return $"Host=127.0.0.1;Port={_port};Username={User};Database={name};Maximum Pool Size=20;Include Error Detail=true";
    }

    /// <summary>Shuts the server down at once, ending its connections.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _server!.Send(Signal.Interrupt);
        await _server.WaitForExitAsync(TimeSpan.FromMinutes(1), cancellationToken);
    }

    /// <summary>Starts the server again on the same port with what it had stored.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        if (!_server!.HasExited) throw new InvalidOperationException("The server is running.");
        await _server.DisposeAsync();
        await StartServerAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Send(Signal.Quit);
            if (!_server.HasExited) await _server.WaitForExitAsync(TimeSpan.FromMinutes(1));
            await _server.DisposeAsync();
        }
        _folder.Dispose();
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string FindBinaries()
    {
        // Debian keeps the server's programs off the path, one folder for each major version.
        var folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(f => Path.Combine(f, "bin"))
            : [];
        var initdb = Programs.Find("initdb", folders) ?? throw new ServerMissingException("PostgreSQL is not installed (Debian: postgresql).");
        return Path.GetDirectoryName(initdb)!;
    }

    private async Task StartServerAsync(CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-D", _folder.File("cluster"), "-p", $"{_port}", "-k", _folder.Path, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200",
            .. _durable ? (string[])[] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"],
        ];
        var (program, all) = AsServerUser("postgres", arguments);
        _server = ServerProcess.Start("PostgreSQL", program, all, workingFolder: _folder.Path);
        await _server.WaitUntilAsync(
            () => Task.FromResult(_server.Output.Contains("ready to accept connections", StringComparison.Ordinal)), StartLimit, cancellationToken);
    }

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var (file, all) = AsServerUser(program, arguments);
        await ServerProcess.RunAsync(file, all, cancellationToken: cancellationToken);
    }

    // PostgreSQL refuses to run as root; setpriv replaces itself, so the process id stays that of the server.
    private (string Program, string[] Arguments) AsServerUser(string program, string[] arguments)
    {
        var file = Path.Combine(_binaries, program);
        if (!IsRoot) return (file, arguments);
        var setpriv = Programs.Find("setpriv") ?? throw new ServerMissingException("setpriv is not installed (Debian: util-linux).");
        return (setpriv, ["--reuid=postgres", "--regid=postgres", "--clear-groups", file, .. arguments]);
    }
}
