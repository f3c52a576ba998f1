using System.Net;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Jobs;

public sealed class JobsApiTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Job_can_be_canceled_repeatedly(Database database)
    {
        var api = await apis.GetAsync(database);
        var client = api.CreateClient();
        var gate = Guid.NewGuid().ToString();
        var job = await client.SubmitAsync(TestTrack.Held(gate));

        using var first = await client.PostAsync($"/api/v1/jobs/{job.Id}/cancel", null, Cancellation);
        var canceled = await first.ReadAsync<JobResponse>();
        Assert.Equal(JobState.Canceled, canceled.State);
        using var second = await client.PostAsync($"/api/v1/jobs/{job.Id}/cancel", null, Cancellation);
        Assert.Equal(canceled.Sequence, (await second.ReadAsync<JobResponse>()).Sequence);

        // Later reports of the worker change nothing.
        api.Tracks.Release(gate);
        await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        Assert.Equal(JobState.Canceled, (await client.GetJobAsync(job.Id)).State);
    }

    [Theory, OnBothDatabases]
    public async Task Ended_job_cannot_be_canceled(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var job = await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        using var response = await client.PostAsync($"/api/v1/jobs/{job.Id}/cancel", null, Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, ProblemCodes.JobEnded);
    }

    [Theory, OnBothDatabases]
    public async Task Failed_job_can_be_retried_while_its_upload_is_kept(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var failed = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.DecoderTimeout));

        using var response = await client.PostAsync(failed.Links.Retry, null, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var queued = await response.ReadAsync<JobResponse>();
        Assert.Equal((JobState.Queued, failed.Sequence + 1, 0), (queued.State, queued.Sequence, queued.Attempts));
        Assert.Null(queued.Error);

        var again = await client.EndOfAsync(failed.Id);
        Assert.Equal((JobState.Failed, ErrorCodes.DecoderTimeout, 1), (again.State, again.Error?.Code, again.Attempts));
        Assert.True(again.Sequence > queued.Sequence);
    }

    [Fact]
    public async Task Failed_job_without_its_upload_cannot_be_retried()
    {
        await using var api = await apis.NewAsync(Database.Sqlite, ("Uploads:KeepFailedMinutes", "0"));
        var client = api.CreateClient();
        var failed = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Corrupt));
        Assert.Null(failed.Links.Retry);
        using var response = await client.PostAsync($"{failed.Links.Self}/retry", null, Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, ErrorCodes.UploadGone);
    }

    [Theory, OnBothDatabases]
    public async Task Only_a_failed_job_can_be_retried(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var job = await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        using var response = await client.PostAsync($"/api/v1/jobs/{job.Id}/retry", null, Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, ProblemCodes.JobNotFailed);
    }

    [Theory, OnBothDatabases]
    public async Task Job_can_be_deleted_while_it_is_running(Database database)
    {
        var api = await apis.GetAsync(database);
        var client = api.CreateClient();
        var gate = Guid.NewGuid().ToString();
        var job = await client.SubmitAsync(TestTrack.Held(gate));
        using var deleted = await client.DeleteAsync($"/api/v1/jobs/{job.Id}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        api.Tracks.Release(gate);
        using var gone = await client.GetAsync($"/api/v1/jobs/{job.Id}", Cancellation);
        await gone.ShouldBeProblemAsync(HttpStatusCode.NotFound, ProblemCodes.JobNotFound);
        using var again = await client.DeleteAsync($"/api/v1/jobs/{job.Id}", Cancellation);
        await again.ShouldBeProblemAsync(HttpStatusCode.NotFound, ProblemCodes.JobNotFound);
    }

    [Theory, OnBothDatabases]
    public async Task Pages_contain_every_job_once_newest_first_while_jobs_are_added(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var batch = (await client.CreateBatchAsync()).Id;
        var posted = new List<Guid>();
        for (var n = 0; n < 5; n++) posted.Add((await client.SubmitAsync(TestTrack.Of("pop"), $"?batch={batch}")).Id);

        var seen = new List<Guid>();
        string? token = "";
        while (token is not null)
        {
            using var response = await client.GetAsync($"/api/v1/jobs?batch={batch}&pageSize=2{(token == "" ? "" : $"&pageToken={token}")}", Cancellation);
            var page = await response.ReadAsync<JobListResponse>();
            seen.AddRange(page.Items.Select(j => j.Id));
            if (token == "") await client.SubmitAsync(TestTrack.Of("pop"), $"?batch={batch}");
            token = page.NextPageToken;
        }
        Assert.Equal(posted.OrderDescending(), seen);
    }

    [Theory, OnBothDatabases]
    public async Task The_list_is_filtered_by_state_batch_and_genre(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var batch = (await client.CreateBatchAsync()).Id;
        var jazz = await client.SubmitAndEndAsync(TestTrack.Of("jazz"), $"?batch={batch}");
        var failed = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Silent), $"?batch={batch}");
        await client.SubmitAndEndAsync(TestTrack.Of("pop"), $"?batch={batch}");

        Assert.Equal([jazz.Id], await ListAsync(client, $"batch={batch}&genre=jazz"));
        Assert.Equal([failed.Id], await ListAsync(client, $"batch={batch}&state=failed"));
        Assert.Equal(3, (await ListAsync(client, $"batch={batch}")).Count);
        Assert.Empty(await ListAsync(client, $"batch={Guid.NewGuid()}"));
    }

    [Theory]
    [InlineData("state=3", ProblemCodes.InvalidOptions)]
    [InlineData("state=done", ProblemCodes.InvalidOptions)]
    [InlineData("pageSize=0", ProblemCodes.InvalidOptions)]
    [InlineData("pageSize=201", ProblemCodes.InvalidOptions)]
    [InlineData("pageSize=many", ProblemCodes.BadRequest)]
    [InlineData("batch=x", ProblemCodes.BadRequest)]
    [InlineData("pageToken=x", ProblemCodes.InvalidPageToken)]
    [InlineData("pageToken=%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00", ProblemCodes.InvalidPageToken)]
    public async Task Invalid_filter_is_a_problem(string query, string code)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.GetAsync($"/api/v1/jobs?{query}", Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code);
    }

    private static async Task<List<Guid>> ListAsync(HttpClient client, string query)
    {
        using var response = await client.GetAsync($"/api/v1/jobs?{query}", Cancellation);
        return [.. (await response.ReadAsync<JobListResponse>()).Items.Select(j => j.Id)];
    }
}
