namespace GenreQueue.Fixtures.Servers;

/// <summary>PostgreSQL as a local process with its cluster in a temporary folder.</summary>
internal sealed class PostgresProcessHost : IServerHost
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder _folder = new("postgres");
    private readonly string _binaries = FindBinaries();
    private readonly int _port;
    private readonly string[] _options;
    private ServerProcess? _server;

    private PostgresProcessHost(int port, string[] options) => (_port, _options) = (port, options);

    public string Output => Server.Output;

    private static bool IsRoot => Environment.UserName == "root";

    private ServerProcess Server => _server ?? throw new InvalidOperationException("The server was not started.");

    /// <exception cref="ServerMissingException">PostgreSQL is not installed.</exception>
    public static async Task<PostgresProcessHost> StartAsync(int port, string[] options, CancellationToken cancellationToken)
    {
        var host = new PostgresProcessHost(port, options);
        try
        {
            if (IsRoot) await ServerProcess.RunAsync("chown", ["postgres", host._folder.Path], cancellationToken: cancellationToken);
            await host.RunAsServerUserAsync(
                "initdb",
                ["-D", host._folder.File("cluster"), "-U", PostgresServer.User, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
                cancellationToken);
            await host.StartServerAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Server.Send(Signal.Interrupt);
        await Server.WaitForExitAsync(StopLimit, cancellationToken);
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        // The server's children, too: while one of them lives, the server does not start again.
        Server.SendToTree(Signal.Kill);
        await Server.WaitForExitAsync(StopLimit, cancellationToken);
    }

    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        if (!Server.HasExited) throw new InvalidOperationException("The server is running.");
        await Server.DisposeAsync();
        await StartServerAsync(cancellationToken);
    }

    public Task PauseAsync(CancellationToken cancellationToken)
    {
        Server.SendToTree(Signal.Stop);
        return Task.CompletedTask;
    }

    public Task ResumeAsync(CancellationToken cancellationToken)
    {
        Server.SendToTree(Signal.Continue);
        return Task.CompletedTask;
    }

    public Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsServerUserAsync(program, ["-h", "127.0.0.1", "-p", $"{_port}", .. arguments], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            _server.Send(Signal.Quit);
            if (!_server.HasExited) await _server.WaitForExitAsync(StopLimit);
            await _server.DisposeAsync();
        }
        _folder.Dispose();
    }

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
        var (program, arguments) = AsServerUser(
            "postgres", ["-D", _folder.File("cluster"), "-p", $"{_port}", "-k", _folder.Path, "-c", "listen_addresses=127.0.0.1", .. _options]);
        _server = ServerProcess.Start("PostgreSQL", program, arguments, workingFolder: _folder.Path);
        await _server.WaitUntilAsync(
            () => Task.FromResult(_server.Output.Contains("ready to accept connections", StringComparison.Ordinal)), StartLimit, cancellationToken);
    }

    private Task<string> RunAsServerUserAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var (file, all) = AsServerUser(program, arguments);
        return ServerProcess.RunAsync(file, all, cancellationToken: cancellationToken);
    }

    // PostgreSQL refuses to run as root. setpriv replaces itself, so the process id stays that of the server.
    private (string Program, string[] Arguments) AsServerUser(string program, string[] arguments)
    {
        var file = Path.Combine(_binaries, program);
        if (!IsRoot) return (file, arguments);
        var setpriv = Programs.Find("setpriv") ?? throw new ServerMissingException("setpriv is not installed (Debian: util-linux).");
        return (setpriv, ["--reuid=postgres", "--regid=postgres", "--clear-groups", file, .. arguments]);
    }
}
