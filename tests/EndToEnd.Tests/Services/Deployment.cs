using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>The processes of one installation with their common settings. They keep their data in a temporary folder.</summary>
public sealed class Deployment : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("deployment");
    private readonly Dictionary<string, string?> _settings = [];
    private readonly List<IAsyncDisposable> _programs = [];

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
        deployment._settings["ConnectionStrings__Jobs"] = await postgres.NextDatabaseAsync(cancellationToken);
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

    /// <summary>Address of the broker.</summary>
    public Uri Broker { get; private set; } = new("amqp://none");

    /// <summary>Starts an API and waits until it is live. It may not be ready yet: readiness needs the broker.</summary>
    public async Task<ApiProgram> StartApiAsync(CancellationToken cancellationToken)
    {
        var api = new ApiProgram(_settings, _folder.Path, Describe);
        _programs.Add(api);
        await api.StartAsync(cancellationToken);
        return api;
    }

    /// <summary>Starts a worker without waiting for it to consume.</summary>
    /// <param name="name">Name in failure messages.</param>
    /// <param name="decoder">Shell script that replaces the decoder program; $REAL is the path of the real one.</param>
    public ServerProcess StartWorker(string name = "worker", string? decoder = null)
    {
        var program = decoder is null ? ProgramOf("Worker") : CopyWorker(decoder);
        var worker = ServerProcess.Start(name, "dotnet", [program], _settings, _folder.Path);
        _programs.Add(worker);
        return worker;
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

    private string CopyWorker(string decoder)
    {
        var original = ProgramOf("Worker");
        var folder = _folder.File($"worker{_programs.Count}");
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

    private string Describe() => string.Join('\n', _programs.Select(program => program switch
    {
        ApiProgram api => $"--- api {api.Address}\n{api.Process.Output}",
        ServerProcess worker => $"--- {worker.Name}\n{worker.Output}",
        _ => "",
    }));

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
