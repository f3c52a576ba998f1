using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Jobs;

public sealed class ResultLookupTests(Apis apis)
{
    private static readonly string Unknown = new('0', 64);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Known_hashes_have_the_result_of_their_job_and_the_others_are_listed(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var jazz = await client.SubmitAndEndAsync(TestTrack.Of("jazz"));
        var failed = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Silent));

        var found = await LookUpAsync(client, new ResultLookupRequest([jazz.Sha256!.ToUpperInvariant(), failed.Sha256!, jazz.Sha256!, Unknown]));

        var known = Assert.Single(found.Results);
        Assert.Equal(jazz.Sha256, known.Sha256);
        Assert.Equivalent(jazz.Result, known.Result, strict: true);
        Assert.Equal([failed.Sha256!, Unknown], found.Unknown);
        Assert.Equal(jazz.Result!.Model, found.Model);
    }

    [Fact]
    public async Task A_result_counts_only_for_the_options_that_it_was_made_with()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var job = await client.SubmitAndEndAsync(TestTrack.Of("jazz"), "?window=start&labels=single&model=gtzan-6");

        Assert.Empty((await LookUpAsync(client, new ResultLookupRequest([job.Sha256!]))).Results);
        Assert.Empty((await LookUpAsync(client, new ResultLookupRequest([job.Sha256!], "gtzan-6", WindowMode.Start))).Results);
        Assert.Single((await LookUpAsync(client, new ResultLookupRequest([job.Sha256!], "gtzan-6", WindowMode.Start, LabelsMode.Single))).Results);
    }

    [Fact]
    public async Task A_thousand_hashes_fit_into_a_request()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        var hashes = Enumerable.Range(0, ResultsApi.MaxHashes).Select(n => n.ToString("x64")).ToList();
        Assert.Equal(hashes, (await LookUpAsync(client, new ResultLookupRequest(hashes))).Unknown);

        using var tooMany = await PostAsync(client, new ResultLookupRequest([.. hashes, Unknown + "f"]));
        await tooMany.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions);
    }

    [Theory]
    [InlineData("""{"sha256":["nohash"]}""", ProblemCodes.InvalidOptions)]
    [InlineData("""{"sha256":[null]}""", ProblemCodes.InvalidOptions)]
    [InlineData("""{"sha256":[]}""", ProblemCodes.InvalidOptions)]
    [InlineData("{}", ProblemCodes.InvalidOptions)]
    [InlineData("""{"sha256":["0000000000000000000000000000000000000000000000000000000000000000"],"model":"none"}""", ErrorCodes.UnknownModel)]
    [InlineData("""{"sha256":["0000000000000000000000000000000000000000000000000000000000000000"],"window":"end"}""", ProblemCodes.BadRequest)]
    public async Task An_invalid_request_is_refused(string json, string code)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.PostAsync("/api/v1/results/lookup", new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")), Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, code);
    }

    private static async Task<ResultLookupResponse> LookUpAsync(HttpClient client, ResultLookupRequest request)
    {
        using var response = await PostAsync(client, request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.ReadAsync<ResultLookupResponse>();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, ResultLookupRequest request) =>
        client.PostAsJsonAsync("/api/v1/results/lookup", request, JsonSerializerOptions.Web, Cancellation);
}
