using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;

namespace GenreQueue.Api.Tests.Jobs;

public sealed class SubmitTests(Apis apis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Uploaded_track_is_accepted_and_classified(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var track = TestTrack.Of("jazz");

        using var response = await client.UploadAsync(track, "?labels=single", "My Song.mp3");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        var job = await response.ReadAsync<JobResponse>();
        Assert.Equal($"/api/v1/jobs/{job.Id}", response.Headers.Location?.ToString());
        Assert.Equal(("My Song.mp3", (long)track.Length, LabelsMode.Single), (job.FileName, job.Size, job.Labels));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(track)), job.Sha256);

        var ended = await client.EndOfAsync(job.Id);
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal("jazz", ended.Result?.Value);
        Assert.Equal((1, job.CreatedAt), (ended.Attempts, ended.CreatedAt));
        Assert.NotNull(ended.Worker);
        Assert.Null(ended.Links.Cancel);
    }

    [Fact]
    public async Task Name_of_a_raw_body_is_passed_in_the_query()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var body = new ByteArrayContent(TestTrack.Of("pop")) { Headers = { ContentType = new MediaTypeHeaderValue("audio/mpeg") } };
        using var response = await client.PostAsync("/api/v1/jobs?fileName=a%2Fb%20c.mp3&window=start", body, Cancellation);
        var job = await response.ReadAsync<JobResponse>();
        Assert.Equal(("b c.mp3", WindowMode.Start), (job.FileName, job.Window));
    }

    [Theory, OnBothDatabases]
    public async Task Several_files_return_a_list_in_their_order(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        using var form = ApiClient.Form(("1.mp3", TestTrack.Of("pop")), ("2.mp3", TestTrack.Of("rock")), ("3.mp3", TestTrack.Of("jazz")));
        using var response = await client.PostAsync("/api/v1/jobs", form, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var accepted = await response.ReadAsync<JobsAccepted>();
        Assert.Equal(["1.mp3", "2.mp3", "3.mp3"], accepted.Jobs.Select(j => j.FileName));
    }

    [Fact]
    public async Task Options_are_read_from_fields_before_the_files()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var form = new MultipartFormDataContent { { new StringContent("gtzan-6"), "model" }, { new StringContent("bulk"), "priority" } };
        form.Add(new ByteArrayContent(TestTrack.Of("pop")), "file", "a.mp3");
        using var response = await client.PostAsync("/api/v1/jobs", form, Cancellation);
        var job = await response.ReadAsync<JobResponse>();
        Assert.Equal(("gtzan-6", Priority.Bulk), (job.Model, job.Priority));
    }

    [Fact]
    public async Task Field_after_a_file_rejects_the_request_and_deletes_the_file()
    {
        await using var api = await apis.NewAsync(Database.Sqlite);
        using var form = ApiClient.Form(("a.mp3", TestTrack.Of("pop")));
        form.Add(new StringContent("gtzan-6"), "model");
        using var response = await api.CreateClient().PostAsync("/api/v1/jobs", form, Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.BadRequest);
        await Until.TrueAsync(() => Directory.GetFiles(api.UploadFolder).Length == 0);
    }

    [Fact]
    public async Task One_invalid_file_rejects_the_request_and_deletes_all_files()
    {
        await using var api = await apis.NewAsync(Database.Sqlite);
        var client = api.CreateClient();
        using var form = ApiClient.Form(("good.mp3", TestTrack.Of("pop")), ("list.m3u", "#EXTM3U\nsong.mp3\n"u8.ToArray()));
        using var response = await client.PostAsync("/api/v1/jobs", form, Cancellation);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
        Assert.Equal("list.m3u", problem.GetProperty("file").GetString());
        await Until.TrueAsync(() => Directory.GetFiles(api.UploadFolder).Length == 0);
        using var list = await client.GetAsync("/api/v1/jobs", Cancellation);
        Assert.Empty((await list.ReadAsync<JobListResponse>()).Items);
    }

    [Fact]
    public async Task Uploading_an_empty_file_is_a_validation_problem()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.UploadAsync([]);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ErrorCodes.Empty);
        Assert.True(problem.GetProperty("errors").TryGetProperty("file", out _));
    }

    [Fact]
    public async Task File_above_the_size_limit_is_rejected_and_deleted()
    {
        await using var api = await apis.NewAsync(Database.Sqlite, ("Api:MaxUploadMegabytes", "1"));
        var large = new byte[1_000_001];
        using var response = await api.CreateClient().UploadAsync(large);
        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, ProblemCodes.UploadTooLarge);
        Assert.Empty(Directory.GetFiles(api.UploadFolder));
    }

    [Fact]
    public async Task All_invalid_options_are_reported_at_once()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.UploadAsync(TestTrack.Of("pop"), "?window=end&labels=7&batch=x&modle=a");
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions);
        Assert.Equal(["batch", "labels", "modle", "window"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order());
    }

    [Theory]
    [InlineData("?model=none", HttpStatusCode.BadRequest, ErrorCodes.UnknownModel)]
    [InlineData("?batch=0198c0de-0000-7000-8000-000000000000", HttpStatusCode.NotFound, ProblemCodes.BatchNotFound)]
    [InlineData("?callback=ftp://example.org", HttpStatusCode.BadRequest, ProblemCodes.CallbackRefused)]
    public async Task Unavailable_options_are_rejected(string query, HttpStatusCode status, string code)
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.UploadAsync(TestTrack.Of("pop"), query);
        await response.ShouldBeProblemAsync(status, code);
    }

    [Fact]
    public async Task Other_content_types_are_rejected()
    {
        var client = (await apis.GetAsync(Database.Sqlite)).CreateClient();
        using var response = await client.PostAsync("/api/v1/jobs", new StringContent("{}", null, "application/json"), Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, ProblemCodes.UnsupportedMediaType);
    }

    [Fact]
    public async Task Incomplete_multipart_body_leaves_no_file()
    {
        await using var api = await apis.NewAsync(Database.Sqlite);
        var text = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n\r\n"u8;
        using var body = new ByteArrayContent([.. text, .. TestTrack.Of("pop")]);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var response = await api.CreateClient().PostAsync("/api/v1/jobs", body, Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.IncompleteBody);
        Assert.Empty(Directory.GetFiles(api.UploadFolder));
    }

    [Theory, OnBothDatabases]
    public async Task Undecodable_file_fails_with_its_error_code(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var job = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Corrupt));
        Assert.Equal((JobState.Failed, ErrorCodes.Corrupt), (job.State, job.Error?.Code));
        Assert.NotNull(job.Links.Retry);
    }

    [Theory, OnBothDatabases]
    public async Task Same_bytes_with_the_same_options_are_answered_from_the_cache(Database database)
    {
        var client = (await apis.GetAsync(database)).CreateClient();
        var track = TestTrack.Of("blues");
        var first = await client.SubmitAndEndAsync(track);

        using var again = await client.UploadAsync(track, name: "other name.mp3");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var cached = await again.ReadAsync<JobResponse>();
        Assert.True(cached.Cached);
        Assert.NotEqual(first.Id, cached.Id);
        Assert.Equal((JobState.Succeeded, "blues", "other name.mp3"), (cached.State, cached.Result?.Value, cached.FileName));

        using var others = await client.UploadAsync(track, "?window=whole");
        Assert.Equal(HttpStatusCode.Accepted, others.StatusCode);
    }

    [Fact]
    public async Task Upload_is_deleted_when_its_job_ends()
    {
        await using var api = await apis.NewAsync(Database.Sqlite, ("Uploads:KeepFailedMinutes", "0"));
        var client = api.CreateClient();
        var track = TestTrack.Of("pop");
        await client.SubmitAndEndAsync(track);
        await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Silent));
        await client.SubmitAsync(track);
        await Until.TrueAsync(() => Directory.GetFiles(api.UploadFolder).Length == 0);
    }
}
