using System.Diagnostics;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;

namespace GenreQueue.Fixtures.Containers;

/// <summary>A server in a container, on a fixed port of the loopback interface that it keeps over a restart.</summary>
internal sealed class ServerContainer : IAsyncDisposable
{
    private const int StopSeconds = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly DockerEngine _engine;
    private readonly IContainer _container;
    private ContainerOutput _output = new();

    private ServerContainer(DockerEngine engine, IContainer container) => (_engine, _container) = (engine, container);

    /// <summary>The end of what the server has written since it was last started.</summary>
    public string Output => _output.Text;

    /// <summary>Creates and starts a container; the server inside need not be ready when this returns.</summary>
    /// <param name="builder">Builder of the image's module.</param>
    /// <param name="containerPort">Port of the server inside the container.</param>
    /// <param name="hostPort">Port of the loopback interface.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<ServerContainer> StartAsync<TBuilder, TContainer, TConfiguration>(
        ContainerBuilder<TBuilder, TContainer, TConfiguration> builder, int containerPort, int hostPort, CancellationToken cancellationToken)
        where TBuilder : ContainerBuilder<TBuilder, TContainer, TConfiguration>
        where TContainer : IContainer
        where TConfiguration : IContainerConfiguration
    {
        var engine = await DockerEngine.ConnectAsync();
        var container = builder
            .WithDockerEndpoint(engine)
            .WithLogger(NullLogger.Instance)
            .WithLabel(ContainerOwner.Label, ContainerOwner.Current)
            .WithCreateParameterModifier(parameters => parameters.HostConfig!.PortBindings = new Dictionary<string, IList<PortBinding>>
            {
                [$"{containerPort}/tcp"] = [new PortBinding { HostIP = "127.0.0.1", HostPort = $"{hostPort}" }],
            })
            .Build();
        var server = new ServerContainer(engine, container);
        try
        {
            await container.StartAsync(cancellationToken);
            server._output = ContainerOutput.Follow(engine.Client, container.Id, DateTimeOffset.UnixEpoch);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server with the image's stop signal and waits for its end.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        _engine.Client.Containers.StopContainerAsync(_container.Id, new ContainerStopParameters { WaitBeforeKillSeconds = StopSeconds }, cancellationToken);

    /// <summary>Kills the server and waits for its end.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        await _engine.Client.Containers.KillContainerAsync(_container.Id, new ContainerKillParameters { Signal = "SIGKILL" }, cancellationToken);
        await _engine.Client.Containers.WaitContainerAsync(_container.Id, cancellationToken);
    }

    /// <summary>Starts the container again; the server inside need not be ready when this returns.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        if (!await _engine.Client.Containers.StartContainerAsync(_container.Id, new ContainerStartParameters(), cancellationToken))
            throw new InvalidOperationException("The container is running.");
        _output = ContainerOutput.Follow(_engine.Client, _container.Id, now);
    }

    /// <summary>Suspends all processes of the container.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => _engine.Client.Containers.PauseContainerAsync(_container.Id, cancellationToken);

    /// <summary>Lets the processes of a suspended container continue.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken) => _engine.Client.Containers.UnpauseContainerAsync(_container.Id, cancellationToken);

    /// <summary>Runs a program inside the container and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It exited with another code than 0; the message holds its output.</exception>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var result = await _container.ExecAsync([program, .. arguments], cancellationToken);
        return result.ExitCode == 0
            ? result.Stdout
            : throw new InvalidOperationException($"{program} exited with {result.ExitCode}:\n{result.Stdout}{result.Stderr}");
    }

    /// <summary>Runs a program inside the container; true when it exits with 0.</summary>
    public async Task<bool> SucceedsAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        (await _container.ExecAsync([program, .. arguments], cancellationToken)).ExitCode == 0;

    /// <summary>Polls until <paramref name="ready"/> returns true.</summary>
    /// <exception cref="InvalidOperationException">The container exited first; the message holds its output.</exception>
    /// <exception cref="TimeoutException">The server was not ready within <paramref name="limit"/>.</exception>
    public async Task WaitUntilAsync(Func<Task<bool>> ready, TimeSpan limit, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (!await ready())
        {
            var state = (await _engine.Client.Containers.InspectContainerAsync(_container.Id, cancellationToken)).State;
            if (state is not { Running: true }) throw new InvalidOperationException($"{_container.Image.FullName} exited with {state?.ExitCode} before it was ready:\n{Output}");
            if (clock.Elapsed > limit) throw new TimeoutException($"{_container.Image.FullName} was not ready within {limit}:\n{Output}");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Without the reaper, Testcontainers would only stop the container.
        if (_container.State != TestcontainersStates.Undefined) await ContainerOwner.RemoveAsync(_engine.Client, _container.Id);
        await _container.DisposeAsync();
    }
}
