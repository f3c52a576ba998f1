using GenreQueue.Fixtures.Containers;
using Xunit;

namespace GenreQueue.Fixtures.Servers;

/// <summary>Decides once in a test process whether its servers run as processes or in containers.</summary>
public static class ServerChoice
{
    /// <summary>Environment variable that requests <c>containers</c> or <c>processes</c>; without it, containers are used where Docker can run them.</summary>
    public const string Variable = "GENREQUEUE_TEST_SERVERS";

    private static readonly Lazy<Task<ServerKind>> Chosen = new(ChooseAsync);

    /// <summary>True when <see cref="Variable"/> requests a kind: a server that is missing then fails the tests instead of skipping them.</summary>
    internal static bool IsExplicit => Requested is { Length: > 0 };

    private static string? Requested => Environment.GetEnvironmentVariable(Variable);

    /// <summary>The kind to use.</summary>
    /// <exception cref="ServerMissingException">Containers are requested, and Docker cannot run them.</exception>
    public static Task<ServerKind> GetAsync() => Chosen.Value;

    private static async Task<ServerKind> ChooseAsync()
    {
        switch (Requested)
        {
            case "processes":
                return Announce(ServerKind.Processes, $"requested by {Variable}");
            case "containers":
                try
                {
                    return Announce(ServerKind.Containers, await RequireDockerAsync());
                }
                catch (DockerMissingException exception)
                {
                    throw new ServerMissingException($"{Variable} requests containers. {exception.Message}");
                }
            case null or "":
                try
                {
                    return Announce(ServerKind.Containers, await RequireDockerAsync());
                }
                catch (DockerMissingException exception)
                {
                    return Announce(ServerKind.Processes, exception.Message);
                }
            default:
                throw new InvalidOperationException($"{Variable} is \"{Requested}\"; it must be \"containers\" or \"processes\".");
        }
    }

    private static async Task<string> RequireDockerAsync()
    {
        string[] images = [ComposeImages.Of("rabbitmq"), ComposeImages.Of("postgres")];
        var engine = await DockerEngine.ConnectAsync();
        foreach (var image in images) await engine.RequireImageAsync(image);
        return string.Join(", ", images);
    }

    private static ServerKind Announce(ServerKind kind, string reason)
    {
        Announce($"{kind.ToString().ToLowerInvariant()} ({reason})");
        return kind;
    }

    /// <summary>Writes to the output of the test run which servers it uses.</summary>
    internal static void Announce(string servers) => TestContext.Current.SendDiagnosticMessage($"Test servers: {servers}");
}
