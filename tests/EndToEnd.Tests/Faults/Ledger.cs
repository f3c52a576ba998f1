using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.EndToEnd.Tests.Services;

namespace GenreQueue.EndToEnd.Tests.Faults;

/// <summary>Records every upload and what became of it.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, Upload> _attempted = new();
    private readonly ConcurrentDictionary<Guid, Upload> _accepted = new();
    private readonly ConcurrentDictionary<HttpStatusCode, int> _refused = new();
    private readonly ConcurrentBag<string> _unexpected = [];
    private int _unanswered;

    /// <summary>Uploads that were sent.</summary>
    public int Attempted => _attempted.Count;

    /// <summary>Uploads that were answered with 202.</summary>
    public int Accepted => _accepted.Count;

    /// <summary>Ids of the accepted jobs.</summary>
    public ICollection<Guid> Jobs => _accepted.Keys;

    /// <summary>Uploads that were answered with an expected refusal, such as 503.</summary>
    public int Refused => _refused.Values.Sum();

    /// <summary>Uploads whose connection ended without an answer. Nothing is promised for them, but a job they have left must end well.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Posts one upload and records the answer.</summary>
    /// <returns>The id of its job; null if it was not accepted.</returns>
    public async Task<Guid?> PostAsync(ApiProgram api, Upload upload, Priority priority, CancellationToken cancellationToken)
    {
        _attempted[HashOf(upload)] = upload;
        using var body = new ByteArrayContent(upload.File.Content);
        body.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var query = $"fileName={upload.File.Name}&priority={JsonSerializer.Serialize(priority).Trim('"')}";
        var job = await SendAsync<JobResponse>(api, $"/api/v1/jobs?{query}", body, cancellationToken);
        if (job is null) return null;
        _accepted[job.Id] = upload;
        return job.Id;
    }

    /// <summary>Posts several uploads as one request and records the answer.</summary>
    public async Task PostAsync(ApiProgram api, IReadOnlyList<Upload> uploads, Priority priority, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent();
        foreach (var upload in uploads)
        {
            _attempted[HashOf(upload)] = upload;
            form.Add(new ByteArrayContent(upload.File.Content), "file", upload.File.Name);
        }
        var query = $"priority={JsonSerializer.Serialize(priority).Trim('"')}";
        if (await SendAsync<JobsAccepted>(api, $"/api/v1/jobs?{query}", form, cancellationToken) is not { } accepted) return;
        foreach (var (job, upload) in accepted.Jobs.Zip(uploads)) _accepted[job.Id] = upload;
    }

    /// <summary>Compares the stored jobs with what was accepted and expected.</summary>
    /// <param name="stored">All jobs of the installation.</param>
    /// <param name="ends">How often the end of each job was stored.</param>
    /// <param name="leftovers">What should not be there any more, one sentence each.</param>
    public FaultReport Compare(IReadOnlyCollection<JobResponse> stored, IReadOnlyDictionary<Guid, int> ends, IReadOnlyList<string> leftovers)
    {
        var byId = stored.ToDictionary(job => job.Id);
        var lost = _accepted.Where(pair => !byId.TryGetValue(pair.Key, out var job) || job.FinishedAt is null)
            .Select(pair => $"{pair.Key} {pair.Value.File.Name}: {byId.GetValueOrDefault(pair.Key)?.State.ToString() ?? "no such job"}");
        var doubled = ends.Where(pair => pair.Value > 1).Select(pair => $"{pair.Key}: ended {pair.Value} times")
            .Concat(stored.GroupBy(job => job.Sha256).Where(jobs => jobs.Count() > 1).Select(jobs => $"{jobs.Key}: {jobs.Count()} jobs"));
        return new FaultReport(
            Attempted, Accepted, Refused, Unanswered, [.. lost], [.. doubled], [.. _unexpected, .. stored.Select(Surprise).OfType<string>()], leftovers);
    }

    private async Task<T?> SendAsync<T>(ApiProgram api, string path, HttpContent body, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await api.Client.PostAsync(path, body, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Accepted) return await response.Content.ReadFromJsonAsync<T>(cancellationToken);
            _refused.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
            if (response is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null } or { StatusCode: HttpStatusCode.InsufficientStorage }) return null;
            _unexpected.Add($"POST returned {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            Interlocked.Increment(ref _unanswered);

            // The client's own limit has passed: the service must answer sooner, whatever is broken.
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                _unexpected.Add($"POST was not answered within {api.Client.Timeout.TotalSeconds:0} s");
        }
        return null;
    }

    private string? Surprise(JobResponse job)
    {
        if (!_attempted.TryGetValue(job.Sha256!, out var upload)) return $"{job.Id} {job.FileName}: nobody has uploaded it";
        if (job.FinishedAt is null) return null;
        var end = ExpectedEnd.Of(job);
        return upload.Expected is null || end == upload.Expected || end == upload.Alternative ? null : $"{job.Id} {job.FileName}: {end} instead of {upload.Expected} by {job.Worker?.Name} after {job.Attempts} attempts: {job.Error?.Title}";
    }

    private static string HashOf(Upload upload) => Convert.ToHexStringLower(SHA256.HashData(upload.File.Content));
}
