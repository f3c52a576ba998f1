using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Tests.Tus;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Batches;

public sealed class BatchesApiTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Jobs_of_a_batch_are_counted_by_state_and_genre(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var batch = await FilledAsync(client);

        using var response = await client.GetAsync($"/api/v1/batches/{batch.Id}", Cancellation);
        var counts = await response.ReadAsync<BatchResponse>();
        Assert.Equal(("Sunday rip", 4), (counts.Name, counts.Total));
        Assert.Equal((0, 0, 3, 1, 0), (counts.States[JobState.Queued], counts.States[JobState.Running], counts.States[JobState.Succeeded],
            counts.States[JobState.Failed], counts.States[JobState.Canceled]));
        Assert.Equal([("jazz", 2), ("pop", 1)], counts.Genres.OrderBy(g => g.Key).Select(g => (g.Key, g.Value)));
        Assert.True(counts.JobsPerMinute > 0);
        Assert.Null(counts.EtaSeconds);
    }

    [Theory, OnBothDatabases]
    public async Task Canceling_a_batch_cancels_only_its_open_jobs(Database database)
    {
        var api = await apis.GetAsync(database);
        var client = api.CreateClient();
        var batch = await client.CreateBatchAsync();
        var gate = Guid.NewGuid().ToString();
        var ended = await client.SubmitAndEndAsync(TestTrack.Of("pop"), $"?batch={batch.Id}");
        for (var n = 0; n < 3; n++) await client.SubmitAsync(TestTrack.Held(gate), $"?batch={batch.Id}&priority=bulk");

        using var response = await client.PostAsync($"/api/v1/batches/{batch.Id}/cancel", null, Cancellation);
        var counts = await response.ReadAsync<BatchResponse>();
        Assert.Equal((1, 3), (counts.States[JobState.Succeeded], counts.States[JobState.Canceled]));
        Assert.Equal(JobState.Succeeded, (await client.GetJobAsync(ended.Id)).State);
        api.Tracks.Release(gate);
    }

    [Theory, OnBothDatabases]
    public async Task Results_are_available_as_json_in_the_order_of_submission(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var batch = await FilledAsync(client);
        using var response = await client.GetAsync($"/api/v1/batches/{batch.Id}/results", Cancellation);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var jobs = await response.ReadAsync<List<JobResponse>>();
        Assert.Equal(["jazz", null, "pop", "jazz"], jobs.Select(j => j.Result?.Value));
    }

    [Theory]
    [InlineData("application/jsonl")]
    [InlineData("application/x-ndjson")]
    public async Task Results_are_available_as_json_lines(string type)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var batch = await FilledAsync(client);
        using var response = await ResultsAsync(client, batch.Id, type);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Select(line => JsonSerializer.Deserialize<JobResponse>(line, JsonSerializerOptions.Web)!.Id).Distinct().Count());
    }

    [Theory, OnBothDatabases]
    public async Task Results_are_available_as_csv(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var batch = await FilledAsync(client);
        using var response = await ResultsAsync(client, batch.Id, "text/csv;q=0.9, application/pdf");
        var rows = (await response.Content.ReadAsStringAsync(Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("job,file,state,genre,probability,genres,outcome,model,modelVersion,duration,sha256,errorCode,error,createdAt,finishedAt", rows[0]);
        Assert.Equal(5, rows.Length);
        Assert.Contains(",succeeded,jazz,0.9,jazz,music,gtzan-10,", rows[1]);
        Assert.Contains(",failed,,,,,gtzan-10,,,", rows[2]);
    }

    [Fact]
    public async Task Unknown_format_is_not_acceptable()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var batch = await client.CreateBatchAsync();
        using var response = await ResultsAsync(client, batch.Id, "application/pdf");
        await response.ShouldBeProblemAsync(HttpStatusCode.NotAcceptable, ProblemCodes.NotAcceptable);
    }

    [Fact]
    public async Task Cell_that_looks_like_a_formula_is_escaped()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var batch = await client.CreateBatchAsync();
        using var upload = await client.UploadAsync(TestTrack.Of("pop"), $"?batch={batch.Id}", name: "=cmd(), x.mp3");
        await client.EndOfAsync((await upload.ReadAsync<JobResponse>()).Id);
        using var response = await ResultsAsync(client, batch.Id, "text/csv");
        Assert.Contains("\"'=cmd(), x.mp3\"", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/results")]
    [InlineData("POST", "/cancel")]
    public async Task Unknown_batch_is_not_found(string method, string path)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/batches/{Guid.NewGuid()}{path}");
        using var response = await client.SendAsync(request, Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.NotFound, ProblemCodes.BatchNotFound);
    }

    [Fact]
    public async Task Name_and_body_of_a_new_batch_are_optional()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.PostAsync("/api/v1/batches", null, Cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        using var tooLong = await client.PostAsync("/api/v1/batches", new StringContent($$"""{"name":"{{new string('x', 201)}}"}""", new MediaTypeHeaderValue("application/json")), Cancellation);
        await tooLong.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions);
    }

    private static async Task<BatchResponse> FilledAsync(HttpClient client)
    {
        var batch = await client.CreateBatchAsync("Sunday rip");
        foreach (var track in new[] { TestTrack.Of("jazz"), TestTrack.Failing(ErrorCodes.Silent), TestTrack.Of("pop"), TestTrack.Of("jazz") })
            await client.SubmitAndEndAsync(track, $"?batch={batch.Id}");
        return batch;
    }

    private static Task<HttpResponseMessage> ResultsAsync(HttpClient client, Guid batch, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/batches/{batch}/results");
        request.Headers.Accept.ParseAdd(accept);
        return client.SendAsync(request, Cancellation);
    }
}
