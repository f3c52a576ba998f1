using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Servers;
using Microsoft.AspNetCore.SignalR.Client;

namespace GenreQueue.EndToEnd.Tests.Services;

/// <summary>An API process and requests to it.</summary>
public sealed class ApiProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseWhileDown = TimeSpan.FromMilliseconds(100);
    private readonly IReadOnlyList<string> _command;
    private readonly Dictionary<string, string?> _settings;
    private readonly string _workingFolder;
    private readonly Func<string> _describe;
    private ServerProcess? _process;

    internal ApiProgram(IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> settings, string workingFolder, Func<string> describe)
    {
        _command = command;
        _describe = describe;
        Address = $"http://127.0.0.1:{FreePort.Next()}";
        _settings = new(settings) { ["ASPNETCORE_URLS"] = Address };
        _workingFolder = workingFolder;
        Client = new HttpClient { BaseAddress = new Uri(Address), Timeout = TimeSpan.FromSeconds(100) };
    }

    /// <summary>Base address.</summary>
    public string Address { get; }

    /// <summary>Client with the base address.</summary>
    public HttpClient Client { get; }

    /// <summary>The process.</summary>
    public ServerProcess Process => _process ?? throw new InvalidOperationException("The API was not started.");

    /// <summary>Starts the process, or restarts it on the same port and data after it was killed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var process = await LaunchAsync();
        await process.WaitUntilAsync(() => AnswersAsync("/health/live", cancellationToken), StartLimit, cancellationToken);
    }

    /// <summary>Waits until the readiness probe succeeds.</summary>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        Process.WaitUntilAsync(() => AnswersAsync("/health/ready", cancellationToken), StartLimit, cancellationToken);

    /// <summary>True when a GET of the path succeeds.</summary>
    public async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Client.GetAsync(path, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Posts one file and returns the accepted job.</summary>
    public async Task<JobResponse> PostAsync(TestFile file, Priority priority, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(file.Content);
        body.Headers.ContentType = new MediaTypeHeaderValue("audio/mpeg");
        var query = $"fileName={Uri.EscapeDataString(file.Name)}&priority={JsonSerializer.Serialize(priority).Trim('"')}";
        using var response = await Client.PostAsync($"/api/v1/jobs?{query}", body, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            Assert.Fail($"POST returned {(int)response.StatusCode}: {answer}\n{_describe()}");
        }
        return (await response.Content.ReadFromJsonAsync<JobResponse>(cancellationToken))!;
    }

    /// <summary>Reads a job.</summary>
    public async Task<JobResponse> GetAsync(Guid id, CancellationToken cancellationToken) =>
        (await Client.GetFromJsonAsync<JobResponse>($"/api/v1/jobs/{id}", cancellationToken))!;

    /// <summary>Polls until the job has ended, with long polls.</summary>
    public Task<JobResponse> WaitForEndAsync(Guid id, TimeSpan limit, CancellationToken cancellationToken) =>
        WaitAsync(id, job => job.FinishedAt is not null, limit, cancellationToken);

    /// <summary>Polls until the job meets the condition, also while the API is restarted or answers with a server error.</summary>
    public async Task<JobResponse> WaitAsync(Guid id, Func<JobResponse, bool> condition, TimeSpan limit, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + limit;
        var seen = "unreachable";
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{id}");
                request.Headers.Add("Prefer", "wait=5");
                using var response = await Client.SendAsync(request, cancellationToken);
                var job = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JobResponse>(cancellationToken))!;
                if (condition(job)) return job;
                seen = $"{job.State}";
            }
            catch (Exception exception) when (exception is HttpIOException or HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError })
            {
                await Task.Delay(PauseWhileDown, cancellationToken);
            }
            if (DateTime.UtcNow > deadline) Assert.Fail($"Job {id} is {seen} after {limit}.\n{_describe()}");
        }
    }

    /// <summary>Connects to the SignalR hub.</summary>
    public async Task<HubConnection> ConnectAsync(Action<JobChanged> onChange, CancellationToken cancellationToken)
    {
        var hub = new HubConnectionBuilder().WithUrl($"{Address}/hubs/jobs").WithAutomaticReconnect().Build();
        hub.On("JobChanged", onChange);
        await hub.StartAsync(cancellationToken);
        return hub;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_process is not null) await _process.DisposeAsync();
    }

    /// <summary>Starts the process without waiting for it to answer.</summary>
    internal async Task<ServerProcess> LaunchAsync()
    {
        if (_process is not null) await _process.DisposeAsync();

        // A shell starts background processes with SIGINT ignored, and the tests would pass that on to the program.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. _command] : [.. _command];
        return _process = ServerProcess.Start("api", command[0], command.Skip(1), _settings, _workingFolder);
    }
}
