using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Contracts;
using Polly;

namespace GenreQueue.Cli.Server;

/// <summary>The REST API of a service. Requests are repeated while it is overloaded or away for a short time.</summary>
internal sealed class ServiceClient : IDisposable
{
    /// <summary>How long a request is repeated.</summary>
    public static readonly TimeSpan RetryLimit = TimeSpan.FromMinutes(5);

    private const string TooLarge = "upload_too_large";
    private const int WaitSeconds = 20;
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UploadLimit = TimeSpan.FromMinutes(15);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<HttpResponseMessage> _retry;
    private readonly ResiliencePipeline<HttpResponseMessage> _once = ResiliencePipeline<HttpResponseMessage>.Empty;

    /// <param name="address">Base address of the service.</param>
    /// <param name="time">Clock of the pauses between requests.</param>
    /// <param name="handler">Sends the requests; by default over the network.</param>
    /// <param name="retryLimit">How long a request is repeated; <see cref="RetryLimit"/> by default.</param>
    public ServiceClient(Uri address, TimeProvider? time = null, HttpMessageHandler? handler = null, TimeSpan? retryLimit = null)
    {
        _time = time ?? TimeProvider.System;
        _retry = ServiceRetry.Create(retryLimit ?? RetryLimit, _time);
        _http = new HttpClient(handler ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Base address of the service.</summary>
    public Uri Address => _http.BaseAddress!;

    public void Dispose() => _http.Dispose();

    /// <summary>The models. Not repeated: the first request of a run tells at once that the address is wrong.</summary>
    public Task<ServiceModels> GetModelsAsync(CancellationToken cancellationToken) =>
        ReadAsync<ServiceModels>(_once, () => new(HttpMethod.Get, "api/v1/models"), RequestLimit, cancellationToken);

    /// <summary>The libraries.</summary>
    public Task<ServiceLibraries> GetLibrariesAsync(CancellationToken cancellationToken) =>
        ReadAsync<ServiceLibraries>(_retry, () => new(HttpMethod.Get, "api/v1/libraries"), RequestLimit, cancellationToken);

    /// <summary>Looks up results by the SHA-256 of files.</summary>
    public Task<KnownResults> LookUpAsync(IReadOnlyCollection<string> hashes, JobOptions options, CancellationToken cancellationToken) =>
        PostAsync<KnownResults>("api/v1/results/lookup", new { Sha256 = hashes, options.Model, options.Window, options.Labels }, cancellationToken);

    /// <summary>Creates a batch for uploads.</summary>
    public Task<ServiceBatch> CreateBatchAsync(string name, CancellationToken cancellationToken) =>
        PostAsync<ServiceBatch>("api/v1/batches", new { Name = name }, cancellationToken);

    /// <summary>Creates a batch of the files of a library.</summary>
    public Task<ServiceBatch> CreateBatchAsync(string name, string library, string path, JobOptions options, CancellationToken cancellationToken) =>
        PostAsync<ServiceBatch>(
            "api/v1/batches", new { Name = name, Library = library, Path = path, Priority = "bulk", options.Model, options.Window, options.Labels }, cancellationToken);

    /// <summary>A batch.</summary>
    public Task<ServiceBatch> GetBatchAsync(Guid batch, CancellationToken cancellationToken) =>
        ReadAsync<ServiceBatch>(_retry, () => new(HttpMethod.Get, $"api/v1/batches/{batch}"), RequestLimit, cancellationToken);

    /// <summary>The jobs of a batch that have ended since a cursor; waits for the first one, but not long.</summary>
    public Task<EndedPage> GetEndedAsync(Guid batch, string? cursor, CancellationToken cancellationToken) =>
        ReadAsync<EndedPage>(_retry, () => new(HttpMethod.Get, $"api/v1/batches/{batch}/ended?pageSize=500{(cursor is null ? "" : $"&after={cursor}")}")
        {
            Headers = { { "Prefer", string.Create(CultureInfo.InvariantCulture, $"wait={WaitSeconds}") } },
        }, RequestLimit, cancellationToken);

    /// <summary>Cancels the open jobs of a batch. Not repeated.</summary>
    public async Task CancelAsync(Guid batch, CancellationToken cancellationToken) =>
        await ReadAsync<ServiceBatch>(_once, () => new(HttpMethod.Post, $"api/v1/batches/{batch}/cancel"), RequestLimit, cancellationToken);

    /// <summary>Uploads a file as a job of a batch. It becomes one job, however often the request is repeated.</summary>
    /// <exception cref="ServiceException">The service refuses the file or cannot be reached.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be opened.</exception>
    public async Task<ServiceJob> UploadAsync(Guid batch, string path, JobOptions options, CancellationToken cancellationToken)
    {
        var query = $"batch={batch}&priority=bulk&model={Uri.EscapeDataString(options.Model)}&window={options.Window.JsonName()}&labels={options.Labels.JsonName()}"
            + $"&fileName={Uri.EscapeDataString(Path.GetFileName(path))}";
        var key = Guid.NewGuid().ToString("N");
        return await ReadAsync<ServiceJob>(_retry, () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/jobs?{query}")
            {
                Content = new StreamContent(File.OpenRead(path)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
                Headers = { { "Idempotency-Key", key }, { "Expect", "100-continue" } },   // so that a file that is too large is refused before it is sent
            };
            return request;
        }, UploadLimit, cancellationToken);
    }

    private Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        ReadAsync<T>(_retry, () => new(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: JsonSerializerOptions.Web) }, RequestLimit, cancellationToken);

    private async Task<T> ReadAsync<T>(
        ResiliencePipeline<HttpResponseMessage> retry, Func<HttpRequestMessage> create, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await retry.SendAsync(token => SendOnceAsync(create, limit, token), _time, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken) ?? throw NoService()
                : throw await ErrorOfAsync(response, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            throw new ServiceException(
                ServiceException.Unreachable, $"The service at {Address} cannot be reached: {exception.Message.TrimEnd('.')}. Check the address and that the service is running.", exception);
        }
        catch (JsonException)
        {
            throw NoService();
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> create, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var request = create();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            return await _http.SendAsync(request, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no response within {limit.TotalSeconds:0} s");
        }
    }

    private async Task<ServiceException> ErrorOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            // A proxy before the service may have a smaller limit.
            return response.StatusCode == HttpStatusCode.RequestEntityTooLarge ? new ServiceException(TooLarge, $"The file is larger than {Address} accepts.") : NoService();
        }
        var problem = await response.Content.ReadFromJsonAsync<ServiceProblem>(JsonSerializerOptions.Web, cancellationToken);
        return problem is { Code: { } code, Detail: { } detail } ? new ServiceException(code, detail) : NoService();
    }

    private ServiceException NoService() =>
        new(ServiceException.Unreachable, $"{Address} does not answer like a GenreQueue service. Check the address.");
}

/// <summary>Options of jobs.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Window">Part of each track to analyse.</param>
/// <param name="Labels">How many genres an answer names.</param>
internal sealed record JobOptions(string Model, WindowMode Window, LabelsMode Labels);
