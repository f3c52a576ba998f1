using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Api.Tests.Tus;

namespace GenreQueue.Api.Tests;

/// <summary>Short forms of the HTTP requests that tests send.</summary>
internal static class ApiClient
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<HttpResponseMessage> UploadAsync(this HttpClient client, byte[] track, string query = "", string name = "track.wav", string? key = null)
    {
        using var form = Form((name, track));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs" + query) { Content = form };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Cancellation);
    }

    public static MultipartFormDataContent Form(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "file", name);
        return form;
    }

    public static async Task<JobResponse> SubmitAsync(this HttpClient client, byte[] track, string query = "")
    {
        using var response = await client.UploadAsync(track, query);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        return await response.ReadAsync<JobResponse>();
    }

    public static async Task<JobResponse> GetJobAsync(this HttpClient client, Guid id) =>
        (await client.GetFromJsonAsync<JobResponse>($"/api/v1/jobs/{id}", JsonSerializerOptions.Web, Cancellation))!;

    /// <summary>Long-polls until the job has ended.</summary>
    public static async Task<JobResponse> EndOfAsync(this HttpClient client, Guid id)
    {
        for (var n = 0; n < 3; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{id}");
            request.Headers.Add("Prefer", "wait=20");
            using var response = await client.SendAsync(request, Cancellation);
            var job = await response.ReadAsync<JobResponse>();
            if (job.FinishedAt is not null) return job;
        }
        throw new TimeoutException($"Job {id} did not end within a minute.");
    }

    public static async Task<JobResponse> SubmitAndEndAsync(this HttpClient client, byte[] track, string query = "") =>
        await client.EndOfAsync((await client.SubmitAsync(track, query)).Id);

    public static async Task<BatchResponse> CreateBatchAsync(this HttpClient client, string? name = null)
    {
        using var response = await client.PostAsJsonAsync("/api/v1/batches", new CreateBatchRequest(name), JsonSerializerOptions.Web, Cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.ReadAsync<BatchResponse>();
    }

    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, Cancellation))!;

    /// <summary>Asserts that the response is a problem with this status and code and reveals no stack trace.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), response.Content.Headers.ContentType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.DoesNotContain("   at ", text);
        return problem;
    }
}
