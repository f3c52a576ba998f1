using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.EndToEnd.Tests.Page;

/// <summary>The whole service in one process, shared by the tests of a class.</summary>
public sealed class EmbeddedApi : IAsyncLifetime
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);
    private readonly Deployment _deployment = Deployment.Embedded();
    private ApiProgram? _program;

    private ApiProgram Program => _program ?? throw new InvalidOperationException("The service has not been started.");

    public string Address => Program.Address;

    public int Port => new Uri(Address).Port;

    public HttpClient Client => Program.Client;

    /// <summary>Changes a setting before the start.</summary>
    public void Set(string setting, string value) => _deployment[setting] = value;

    public async ValueTask InitializeAsync()
    {
        _program = await _deployment.StartApiAsync(CancellationToken.None);
        await _program.WaitUntilReadyAsync(CancellationToken.None);
    }

    /// <summary>Kills the process and starts it again with the same port and data.</summary>
    public async Task KillAndStartAgainAsync(CancellationToken cancellationToken)
    {
        Program.Process.Send(Signal.Kill);
        await Program.Process.WaitForExitAsync(EndLimit, cancellationToken);
        await Program.StartAsync(cancellationToken);
        await Program.WaitUntilReadyAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _deployment.DisposeAsync();
}
