namespace GenreQueue.Fixtures.Servers;

/// <summary>Where a server of the tests runs: as a local process or in a container.</summary>
internal interface IServerHost : IAsyncDisposable
{
    /// <summary>The end of what the server has written since it was last started.</summary>
    string Output { get; }

    /// <summary>Shuts the server down cleanly.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>Ends the server as a power cut would.</summary>
    Task KillAsync(CancellationToken cancellationToken);

    /// <summary>Starts a server that was stopped or killed on the same port and data, and waits until it accepts connections.</summary>
    Task StartAgainAsync(CancellationToken cancellationToken);

    /// <summary>Suspends the server: its connections stay open, but it answers nothing.</summary>
    Task PauseAsync(CancellationToken cancellationToken);

    /// <summary>Lets a suspended server continue.</summary>
    Task ResumeAsync(CancellationToken cancellationToken);

    /// <summary>Runs one of the server's own tools and returns its output.</summary>
    Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken);
}
