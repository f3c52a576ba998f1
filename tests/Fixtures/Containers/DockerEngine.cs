using System.Net;
using System.Net.Sockets;
using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using DotNet.Testcontainers.Configurations;

namespace GenreQueue.Fixtures.Containers;

/// <summary>The Docker engine of this machine.</summary>
/// <remarks>Only engines behind a Unix socket are used: the containers publish their ports on the loopback interface.</remarks>
internal sealed class DockerEngine : IDockerEndpointAuthenticationConfiguration
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PullLimit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<DockerEngine>> Connection = new(ConnectCoreAsync);
    private readonly IDockerEndpointAuthenticationConfiguration _configuration;

    private DockerEngine(IDockerEndpointAuthenticationConfiguration configuration, Version version)
    {
        _configuration = configuration;
        Version = version;
        Client = GetDockerClientBuilder().Build();
    }

    /// <summary>Version of the API that the engine speaks. It refuses a client that is newer than itself.</summary>
    public Version Version { get; }

    public Uri Endpoint => _configuration.Endpoint;

    public IAuthProvider AuthProvider => _configuration.AuthProvider;

    /// <summary>Client for what Testcontainers does not offer, such as killing a container.</summary>
    public IDockerClient Client { get; }

    /// <summary>The engine, once it has answered.</summary>
    /// <exception cref="DockerMissingException">No engine answers.</exception>
    public static Task<DockerEngine> ConnectAsync() => Connection.Value;

    public DockerClientBuilder GetDockerClientBuilder(Guid sessionId = default) =>
        _configuration.GetDockerClientBuilder(sessionId).WithApiVersion(Version);

    /// <summary>Pulls an image unless it is present.</summary>
    /// <exception cref="DockerMissingException">It cannot be pulled.</exception>
    public async Task RequireImageAsync(string image)
    {
        try
        {
            await Client.Images.InspectImageAsync(image);
            return;
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Pulled below.
        }
        try
        {
            using var limit = new CancellationTokenSource(PullLimit);
            var (name, tag) = (image[..image.LastIndexOf(':')], image[(image.LastIndexOf(':') + 1)..]);
            await Client.Images.CreateImageAsync(new() { FromImage = name, Tag = tag }, new(), new Progress<Docker.DotNet.Models.JSONMessage>(), limit.Token);
            await Client.Images.InspectImageAsync(image, limit.Token);
        }
        catch (Exception exception) when (exception is DockerApiException or OperationCanceledException or HttpRequestException)
        {
            throw new DockerMissingException($"Docker has no image {image} and cannot pull it: {exception.Message}");
        }
    }

    private static async Task<DockerEngine> ConnectCoreAsync()
    {
        // The reaper would need an image of its own; ContainerOwner removes what a killed test run has left.
        TestcontainersSettings.ResourceReaperEnabled = false;
        var endpoint = FindEndpoint();
        var engine = new DockerEngine(new DockerEndpointAuthenticationConfiguration(endpoint), await ReadVersionAsync(endpoint));
        await ContainerOwner.RemoveLeftoversAsync(engine.Client);
        return engine;
    }

    // Testcontainers looks in the same places, but with its own API version, which an old engine rejects.
    private static Uri FindEndpoint()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host)
        {
            return Uri.TryCreate(host, UriKind.Absolute, out var endpoint) && endpoint.Scheme == "unix"
                ? endpoint
                : throw new DockerMissingException($"DOCKER_HOST is {host}, which is not a Unix socket of this machine.");
        }
        string[] sockets =
        [
            "/var/run/docker.sock",
            Path.Combine(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") ?? "/run", "docker.sock"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker", "run", "docker.sock"),
        ];
        return sockets.FirstOrDefault(File.Exists) is { } socket
            ? new Uri($"unix://{socket}")
            : throw new DockerMissingException("There is no Docker socket on this machine.");
    }

    private static async Task<Version> ReadVersionAsync(Uri endpoint)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.LocalPath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        http.Timeout = AnswerLimit;
        try
        {
            using var response = await http.GetAsync("http://docker/_ping");
            response.EnsureSuccessStatusCode();
            return Version.Parse(response.Headers.GetValues("Api-Version").Single());
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or SocketException)
        {
            throw new DockerMissingException($"No Docker engine answers at {endpoint}: {exception.Message}");
        }
    }
}
