using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>The processes of one installation with their common settings. They keep their data in a temporary folder.</summary>
public sealed class Deployment : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("deployment");
    private readonly Dictionary<string, string?> _settings = [];
    private readonly List<IAsyncDisposable> _programs = [];
    private readonly Dictionary<(string Project, string Decoder), string> _copies = [];

    private Deployment()
    {
        _settings["Data__Folder"] = _folder.File("data");
        _settings["Uploads__Folder"] = _folder.File("uploads");
        _settings["Worker__Slots"] = "2";
    }

    /// <summary>A single API process in embedded mode.</summary>
    public static Deployment Embedded() => new();

    /// <summary>API and workers with RabbitMQ and PostgreSQL, in an empty virtual host and database.</summary>
    public static async Task<Deployment> DistributedAsync(TestServers servers, CancellationToken cancellationToken)
    {
        var rabbit = await servers.RabbitMqAsync();
        var postgres = await servers.PostgresAsync();
        var deployment = new Deployment();
        deployment.Database = await postgres.NextDatabaseAsync(cancellationToken);
        deployment._settings["ConnectionStrings__Jobs"] = deployment.Database;
        deployment.UseBroker(rabbit.NextVirtualHost());
        return deployment;
    }

    /// <summary>Sets a setting of the programs that are started afterwards.</summary>
    public string? this[string setting]
    {
        set => _settings[setting.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    /// <summary>Folder with the data of this installation.</summary>
    public TemporaryFolder Folder => _folder;

    /// <summary>Folder of the uploads.</summary>
    public string Uploads => _folder.File("uploads");

    /// <summary>Connection string of the job store; null for the SQLite file.</summary>
    public string? Database { get; private set; }

    /// <summary>Command that starts the APIs, such as one that changes what they see; the program and its arguments are appended.</summary>
    public IReadOnlyList<string> ApiLauncher { get; set; } = [];

    /// <summary>Address of the broker.</summary>
    public Uri Broker { get; private set; } = new("amqp://none");

    /// <summary>Starts an API and waits until it is live. It may not be ready yet: readiness needs the broker.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="decoder">One of <see cref="DecoderScript"/>, to replace the decoder program; none by default.</param>
    public async Task<ApiProgram> StartApiAsync(CancellationToken cancellationToken, string? decoder = null)
    {
        var api = NewApi(decoder);
        _programs.Add(api);
        await api.StartAsync(cancellationToken);
        return api;
    }

    /// <summary>Starts an API and restarts it on the same port and data whenever it has exited.</summary>
    /// <param name="decoder">One of <see cref="DecoderScript"/>, to replace the decoder program; none by default.</param>
    public (ApiProgram Api, Supervisor Supervisor) SuperviseApi(string? decoder = null)
    {
        var api = NewApi(decoder);
        _programs.Add(api);
        return (api, Add(new Supervisor("api", api.LaunchAsync)));
    }

    /// <summary>Starts a worker without waiting for it to consume.</summary>
    /// <param name="name">Name in failure messages.</param>
    /// <param name="decoder">One of <see cref="DecoderScript"/>, to replace the decoder program; none by default.</param>
    public ServerProcess StartWorker(string name = "worker", string? decoder = null) => Add(LaunchWorker(name, decoder));

    /// <summary>Starts a worker and restarts it whenever it has exited.</summary>
    /// <param name="name">Name in failure messages.</param>
    /// <param name="decoder">One of <see cref="DecoderScript"/>, to replace the decoder program; none by default.</param>
    public Supervisor SuperviseWorker(string name = "worker", string? decoder = null) =>
        Add(new Supervisor(name, () => Task.FromResult(LaunchWorker(name, decoder))));

    /// <summary>The output of all programs, for failure messages.</summary>
    public string Describe() => string.Join('\n', _programs.Select(program => program switch
    {
        ApiProgram api => $"--- api {api.Address}\n{api.Process.Output}",
        ServerProcess worker => $"--- {worker.Name}\n{worker.Output}",
        Supervisor supervisor => $"--- {supervisor.Name}, exited {supervisor.Exits} times\n{supervisor.Current?.Output}",
        _ => "",
    }));

    /// <summary>Runs a command of the API program to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunApiAsync(string[] arguments, CancellationToken cancellationToken)
    {
        await using var command = ServerProcess.Start("api command", "dotnet", [ProgramOf("Api"), .. arguments], _settings, _folder.Path);
        var exitCode = await command.WaitForExitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        return (exitCode, command.Output);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var program in Enumerable.Reverse(_programs)) await program.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A program in its own project's output folder; the output folder of the tests lacks the files of ASP.NET Core.</summary>
    internal static string ProgramOf(string project)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var output = Path.Combine(RepositoryPaths.Root, "src", project, "bin", framework.Parent!.Name, framework.Name);
        return Path.Combine(output, $"GenreQueue.{project}.dll");
    }

    private ApiProgram NewApi(string? decoder) => new([.. ApiLauncher, "dotnet", ProgramWith(decoder, "Api")], _settings, _folder.Path, Describe);

    private ServerProcess LaunchWorker(string name, string? decoder) =>
        ServerProcess.Start(name, "dotnet", [ProgramWith(decoder, "Worker")], _settings, _folder.Path);

    private T Add<T>(T program)
        where T : IAsyncDisposable
    {
        _programs.Add(program);
        return program;
    }

    private string ProgramWith(string? decoder, string project)
    {
        if (decoder is null) return ProgramOf(project);
        lock (_copies)
        {
            if (!_copies.TryGetValue((project, decoder), out var copy)) _copies[(project, decoder)] = copy = Copy(project, decoder);
            return copy;
        }
    }

    private string Copy(string project, string decoder)
    {
        var original = ProgramOf(project);
        var folder = _folder.File($"{project}{_copies.Count}");
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(original)!, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Path.GetDirectoryName(original)!, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var place = Path.Combine(folder, "GenreQueue.Decoder");
        File.Move(place, place + ".real");
        File.WriteAllText(place, $"#!/bin/sh\nREAL='{place}.real'\n{decoder}\n");
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("The decoder is replaced by a shell script.");
        File.SetUnixFileMode(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return Path.Combine(folder, Path.GetFileName(original));
    }

    private void UseBroker(Uri address)
    {
        Broker = address;
        var user = address.UserInfo.Split(':');
        _settings["Bus__Transport"] = "RabbitMq";
        _settings["Bus__Host"] = address.Host;
        _settings["Bus__Port"] = $"{(address.Port > 0 ? address.Port : 5672)}";
        _settings["Bus__VirtualHost"] = address.AbsolutePath is "/" or "" ? "/" : Uri.UnescapeDataString(address.AbsolutePath[1..]);
        _settings["Bus__User"] = Uri.UnescapeDataString(user[0]);
        _settings["Bus__Password"] = Uri.UnescapeDataString(user[^1]);
    }
}
