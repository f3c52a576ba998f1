using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Npm;

/// <summary>The Node.js clients; their packages are restored when the lock file has changed.</summary>
internal static class NpmClients
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests", "EndToEnd.Tests", "Npm");
    private static readonly Lazy<Task> Restored = new(RestoreAsync);

    /// <summary>Starts one of the scripts.</summary>
    public static async Task<NodeProcess> StartAsync(string script, params string[] arguments)
    {
        await Restored.Value;
        return NodeProcess.Start(Require("node"), Path.Combine(Folder, script), arguments);
    }

    private static async Task RestoreAsync()
    {
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"))) return;
        await ServerProcess.RunAsync(Require("npm"), ["ci", "--prefix", Folder, "--ignore-scripts", "--no-audit", "--no-fund"]);
        File.SetLastWriteTimeUtc(installed.FullName, DateTime.UtcNow);
    }

    private static string Require(string program) =>
        Programs.Find(program) ?? throw new InvalidOperationException($"The npm client tests need {program} (apt-get install nodejs npm).");
}
