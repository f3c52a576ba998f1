using System.Net;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Batches;

public sealed class EndedJobsTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Each_job_is_on_one_page_however_it_ended(Database database)
    {
        var api = await apis.GetAsync(database);
        var client = api.CreateClient();
        var batch = (await client.CreateBatchAsync()).Id;
        var gate = Guid.NewGuid().ToString();
        var track = TestTrack.Of("jazz");
        var held = await client.SubmitAsync(TestTrack.Held(gate), $"?batch={batch}");
        var done = await client.SubmitAndEndAsync(track, $"?batch={batch}");
        var failed = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Silent), $"?batch={batch}");
        var cached = await client.SubmitAsync(track, $"?batch={batch}");

        var first = await PageAsync(client, batch, "?pageSize=2");
        var second = await PageAsync(client, batch, $"?pageSize=2&after={first.Cursor}");
        var empty = await PageAsync(client, batch, $"?pageSize=2&after={second.Cursor}");
        Assert.Equal([done.Id, failed.Id, cached.Id], first.Items.Concat(second.Items).Select(job => job.Id));
        Assert.Equal(JobState.Succeeded, second.Items[0].State);
        Assert.Equal((0, second.Cursor, false), (empty.Items.Count, empty.Cursor, empty.Complete));

        using var canceled = await client.PostAsync($"/api/v1/jobs/{held.Id}/cancel", null, Cancellation);
        var last = await PageAsync(client, batch, $"?after={empty.Cursor}");
        Assert.Equal([(held.Id, JobState.Canceled)], last.Items.Select(job => (job.Id, job.State)));
        Assert.True(last.Complete);
        api.Tracks.Release(gate);
    }

    [Fact]
    public async Task A_retried_job_ends_again()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var batch = (await client.CreateBatchAsync()).Id;
        var job = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Silent), $"?batch={batch}");
        var first = await PageAsync(client, batch, "");
        using var retried = await client.PostAsync($"/api/v1/jobs/{job.Id}/retry", null, Cancellation);
        await client.EndOfAsync(job.Id);
        Assert.Equal(job.Id, Assert.Single((await PageAsync(client, batch, $"?after={first.Cursor}")).Items).Id);
    }

    [Theory, OnBothDatabases]
    public async Task A_page_is_awaited(Database database)
    {
        var api = await apis.GetAsync(database);
        var client = api.CreateClient();
        var batch = (await client.CreateBatchAsync()).Id;
        var gate = Guid.NewGuid().ToString();
        var job = await client.SubmitAsync(TestTrack.Held(gate), $"?batch={batch}");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/batches/{batch}/ended");
        request.Headers.Add("Prefer", "wait=30");
        var waiting = client.SendAsync(request, Cancellation);
        api.Tracks.Release(gate);
        using var response = await waiting;
        Assert.Equal(["wait=30"], response.Headers.GetValues("Preference-Applied"));
        var page = await response.ReadAsync<EndedJobsResponse>();
        Assert.Equal(job.Id, Assert.Single(page.Items).Id);
        Assert.True((await PageAsync(client, batch, $"?after={page.Cursor}")).Complete);
    }

    [Theory]
    [InlineData("?after=x", HttpStatusCode.BadRequest, ProblemCodes.InvalidPageToken)]
    [InlineData("?after=________________________________", HttpStatusCode.OK, null)]
    [InlineData("?pageSize=0", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    [InlineData("?pageSize=501", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    public async Task Values_of_others_are_refused(string query, HttpStatusCode status, string? code)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var batch = (await client.CreateBatchAsync()).Id;
        using var response = await client.GetAsync($"/api/v1/batches/{batch}/ended{query}", Cancellation);
        if (code is null) Assert.Equal(status, response.StatusCode);
        else await response.ShouldBeProblemAsync(status, code);
    }

    private static async Task<EndedJobsResponse> PageAsync(HttpClient client, Guid batch, string query)
    {
        using var response = await client.GetAsync($"/api/v1/batches/{batch}/ended{query}", Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.ReadAsync<EndedJobsResponse>();
    }
}
