using System.Net;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Tests.Tus;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Jobs;

public sealed class LongPollTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Long_poll_returns_when_the_job_ends(Database database)
    {
        var api = await apis.GetAsync(database);
        var client = api.CreateClient();
        var gate = Guid.NewGuid().ToString();
        var job = await client.SubmitAsync(TestTrack.Held(gate));

        var waiting = SendAsync(client, job.Id, "wait=60");
        Assert.False(waiting.IsCompleted);
        api.Tracks.Release(gate);
        using var response = await waiting;
        Assert.Equal("wait=60", response.Headers.GetValues("Preference-Applied").Single());
        Assert.Equal(JobState.Succeeded, (await response.ReadAsync<JobResponse>()).State);
    }

    [Fact]
    public async Task Wait_is_limited_to_the_maximum()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var job = await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        using var response = await SendAsync(client, job.Id, "respond-async, wait=3600");
        Assert.Equal("wait=60", response.Headers.GetValues("Preference-Applied").Single());
    }

    [Fact]
    public async Task Expired_wait_returns_the_current_job()
    {
        var api = await apis.GetAsync(Database.Sqlite);
        var client = api.CreateClient();
        var gate = Guid.NewGuid().ToString();
        var job = await client.SubmitAsync(TestTrack.Held(gate));
        using var response = await SendAsync(client, job.Id, "wait=0");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Null((await response.ReadAsync<JobResponse>()).FinishedAt);
        api.Tracks.Release(gate);
    }

    [Fact]
    public async Task Unchanged_job_is_not_modified()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var job = await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        using var response = await SendAsync(client, job.Id, "wait=5", $"\"{job.Sequence}\"");
        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task Long_poll_with_an_etag_returns_at_any_change()
    {
        var api = await apis.GetAsync(Database.Sqlite);
        var client = api.CreateClient();
        var gate = Guid.NewGuid().ToString();
        var job = await client.SubmitAsync(TestTrack.Held(gate));
        using var response = await SendAsync(client, job.Id, "wait=60", $"\"{job.Sequence}\"");
        Assert.Equal(JobState.Running, (await response.ReadAsync<JobResponse>()).State);
        api.Tracks.Release(gate);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Guid id, string prefer, string? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{id}");
        request.Headers.Add("Prefer", prefer);
        if (known is not null) request.Headers.Add("If-None-Match", known);
        return client.SendAsync(request, Cancellation);
    }
}
