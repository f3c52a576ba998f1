using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Library;

/// <summary>The genrequeue command with a state folder of its own.</summary>
internal sealed class LibraryCommand(string stateFolder)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);
    private readonly Dictionary<string, string?> _environment = new() { ["GENREQUEUE_STATE"] = stateFolder };

    /// <summary>The journals of its runs.</summary>
    public IReadOnlyList<string> Runs => [.. Directory.GetFiles(Path.Combine(stateFolder, "runs"), "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code, and its standard output and error for failure messages.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await using var process = Start(arguments);
        var exitCode = await process.WaitForExitAsync(Limit, cancellationToken);
        return (exitCode, process.Output);
    }

    /// <summary>Starts it.</summary>
    public ServerProcess Start(IEnumerable<string> arguments)
    {
        var program = Path.Combine(Path.GetDirectoryName(Deployment.ProgramOf("Cli"))!, "genrequeue.dll");
        return ServerProcess.Start("genrequeue", "dotnet", [program, .. arguments], _environment);
    }
}
