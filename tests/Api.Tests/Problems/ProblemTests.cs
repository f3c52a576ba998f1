using System.Net;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Tests.Tus;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Servers;

namespace GenreQueue.Api.Tests.Problems;

public sealed class ProblemTests(Apis apis)
{
    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, ProblemCodes.NotFound)]
    [InlineData("GET", "/api/v1/jobs/not-an-id", HttpStatusCode.NotFound, ProblemCodes.NotFound)]
    [InlineData("GET", "/api/v1/jobs/0198c0de-0000-7000-8000-000000000000", HttpStatusCode.NotFound, ProblemCodes.JobNotFound)]
    [InlineData("GET", "/api/v1/models/none", HttpStatusCode.NotFound, ErrorCodes.UnknownModel)]
    [InlineData("PUT", "/api/v1/jobs", HttpStatusCode.MethodNotAllowed, ProblemCodes.MethodNotAllowed)]
    public async Task Every_error_is_a_problem_with_a_code(string method, string path, HttpStatusCode status, string code)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/csv");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(status, code);
    }

    [Theory]
    [InlineData("{\"name\":")]
    [InlineData("[]")]
    [InlineData("{\"name\":7}")]
    public async Task Invalid_json_is_a_problem(string json)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.PostAsync("/api/v1/batches", new StringContent(json, null, "application/json"), TestContext.Current.CancellationToken);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.BadRequest);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_unreachable_database_is_reported_and_uploads_are_rejected()
    {
        await using var postgres = await TestServers.OrSkipAsync(PostgresServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken));
        await using var api = new ApiFixture(new Dictionary<string, string>
        {
            ["ConnectionStrings:Jobs"] = await postgres.NextDatabaseAsync(TestContext.Current.CancellationToken),
        });
        var client = api.CreateClient();
        await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        await postgres.StopAsync(TestContext.Current.CancellationToken);

        using var upload = await client.UploadAsync(TestTrack.Of("pop"));
        await upload.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCodes.Unavailable);
        using var list = await client.GetAsync("/api/v1/jobs", TestContext.Current.CancellationToken);
        await list.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCodes.Unavailable);
        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using var live = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        await postgres.StartAgainAsync(TestContext.Current.CancellationToken);
        await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        Assert.Empty(Directory.GetFiles(api.UploadFolder, "*.part"));
    }
}
