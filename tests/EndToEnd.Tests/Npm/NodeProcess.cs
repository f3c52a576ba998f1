using System.Text.Json;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Npm;

/// <summary>A Node.js script that prints one JSON object per line, each with a member <c>event</c>.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly ServerProcess _process;

    private NodeProcess(ServerProcess process) => _process = process;

    public static NodeProcess Start(string node, string script, string[] arguments) =>
        new(ServerProcess.Start(Path.GetFileName(script), node, [script, .. arguments]));

    /// <summary>The events printed so far.</summary>
    public IReadOnlyList<JsonElement> Events => _process.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => line.StartsWith('{'))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToList();

    /// <summary>Waits for the first event of a kind that matches.</summary>
    /// <exception cref="TimeoutException">The event did not occur within the time limit.</exception>
    public async Task<JsonElement> WaitForAsync(string kind, Func<JsonElement, bool> fits, CancellationToken cancellationToken)
    {
        JsonElement? found = null;
        await _process.WaitUntilAsync(() =>
        {
            foreach (var e in Events.Where(e => e.GetProperty("event").GetString() == kind && fits(e))) found ??= e;
            return Task.FromResult(found is not null);
        }, Limit, cancellationToken);
        return found!.Value;
    }

    public Task<JsonElement> WaitForAsync(string kind, CancellationToken cancellationToken) => WaitForAsync(kind, _ => true, cancellationToken);

    public void Kill() => _process.Send(Signal.Kill);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
