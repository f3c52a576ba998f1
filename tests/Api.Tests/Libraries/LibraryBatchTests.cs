using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GenreQueue.Api.Batches;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Libraries;
using GenreQueue.Api.Problems;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Fixtures;
using GenreQueue.Fixtures.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace GenreQueue.Api.Tests.Libraries;

public sealed class LibraryBatchTests(Apis apis) : IDisposable
{
    private readonly TemporaryFolder _folder = new("batches");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory, OnBothDatabases]
    public async Task Every_file_of_a_folder_gets_a_job_without_an_upload(Database database)
    {
        Write("album/one.mp3", TestTrack.Of("jazz"));
        Write("album/new\nline é.flac", TestTrack.Of("pop"));
        Write("album/cover.jpg", [1]);
        Write("album/broken.ogg", TestTrack.Failing(ErrorCodes.Corrupt));
        Write("other/three.mp3", TestTrack.Of("rock"));
        await using var api = await StartAsync(database);
        var client = api.CreateClient();

        var batch = await CreateAsync(client, new CreateBatchRequest("Everything", "Music", "album/", Model: "gtzan-6"));
        Assert.Equal(new BatchWalk("music", "album", batch.Walk!.State, null), batch.Walk);
        var jobs = await EndAsync(client, batch.Id);

        Assert.Equal(
            [("album/broken.ogg", null), ("album/new\nline é.flac", "pop"), ("album/one.mp3", "jazz")],
            jobs.OrderBy(job => job.Source!.Path, StringComparer.Ordinal).Select(job => (job.Source!.Path, job.Result?.Value)));
        Assert.All(jobs, job => Assert.Equal((Priority.Bulk, "gtzan-6", null, "music"), (job.Priority, job.Model, job.Sha256, job.Source!.Library)));
        Assert.Contains(jobs, job => job.FileName == "newline é.flac");
        Assert.Equal(WalkState.Done, (await BatchAsync(client, batch.Id)).Walk!.State);
        Assert.False(Directory.Exists(api.UploadFolder) && Directory.EnumerateFiles(api.UploadFolder).Any());
    }

    [Theory, OnBothDatabases]
    public async Task A_second_delivery_adds_nothing_and_a_second_batch_gets_the_known_results(Database database)
    {
        foreach (var n in Enumerable.Range(0, LibraryWalker.Chunk + 3)) Write($"{n}.mp3", TestTrack.Of("jazz"));
        await using var api = await StartAsync(database);
        var client = api.CreateClient();
        var walker = api.Services.GetRequiredService<LibraryWalker>();

        var batch = await CreateAsync(client, new CreateBatchRequest(null, "music"));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => walker.WalkAsync(batch.Id, Cancellation)));
        var jobs = await EndAsync(client, batch.Id);
        await walker.WalkAsync(batch.Id, Cancellation);
        Assert.Equal(LibraryWalker.Chunk + 3, jobs.Select(job => job.Source!.Path).Distinct().Count());
        Assert.Equal(LibraryWalker.Chunk + 3, (await BatchAsync(client, batch.Id)).Total);

        await File.AppendAllTextAsync(_folder.File("7.mp3"), "changed", Cancellation);
        var again = await EndAsync(client, (await CreateAsync(client, new CreateBatchRequest(null, "music"))).Id);
        Assert.Equal("7.mp3", Assert.Single(again, job => !job.Cached).Source!.Path);
    }

    [Fact]
    public async Task Canceling_the_batch_stops_the_walk()
    {
        Write("a.mp3", TestTrack.Of("jazz"));
        await using var api = await StartAsync(Database.Sqlite);
        var client = api.CreateClient();
        var walks = api.Services.GetRequiredService<WalkStore>();
        var batch = await CreateAsync(client, new CreateBatchRequest(null, "music"));
        await EndAsync(client, batch.Id);
        var second = await CreateAsync(client, new CreateBatchRequest(null, "music"));
        using var canceled = await client.PostAsync($"/api/v1/batches/{second.Id}/cancel", null, Cancellation);
        var walk = (await canceled.ReadAsync<BatchResponse>()).Walk!;
        if (walk.State == WalkState.Done) return;   // it was faster

        Assert.Equal(WalkState.Canceled, walk.State);
        Assert.Null(await walks.BeginAsync(second.Id, Cancellation));
        Assert.Null(await walks.AddAsync(second.Id, [], Cancellation));
        await walks.EndAsync(second.Id, WalkState.Done, null, null, Cancellation);
        Assert.Equal(WalkState.Canceled, (await BatchAsync(client, second.Id)).Walk!.State);
    }

    [Fact]
    public async Task A_file_that_changed_or_vanished_fails_until_its_job_is_retried()
    {
        Write("a.mp3", TestTrack.Of("jazz"));
        Write("b.mp3", TestTrack.Of("jazz"));
        var gate = Guid.NewGuid().ToString();
        await using var api = await StartAsync(Database.Sqlite, ("Worker:Slots", "1"));
        var client = api.CreateClient();
        var first = await client.SubmitAsync(TestTrack.Held(gate));
        await Until.TrueAsync(async () => (await client.GetJobAsync(first.Id)).State == JobState.Running);
        var batch = await CreateAsync(client, new CreateBatchRequest(null, "music"));
        await Until.TrueAsync(async () => (await BatchAsync(client, batch.Id)).Walk!.State == WalkState.Done);

        Write("a.mp3", TestTrack.Of("longer than before"));
        File.Delete(_folder.File("b.mp3"));
        api.Tracks.Release(gate);
        var jobs = (await EndAsync(client, batch.Id)).ToDictionary(job => job.Source!.Path);
        Assert.Equal((ErrorCodes.FileChanged, ErrorCodes.NotFound), (jobs["a.mp3"].Error!.Code, jobs["b.mp3"].Error!.Code));

        using var retried = await client.PostAsync(jobs["a.mp3"].Links.Retry, null, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, retried.StatusCode);
        Assert.Equal(JobState.Succeeded, (await client.EndOfAsync(jobs["a.mp3"].Id)).State);
    }

    [Theory]
    [InlineData("films", "", HttpStatusCode.NotFound, ProblemCodes.LibraryNotFound)]
    [InlineData("music", "missing", HttpStatusCode.NotFound, ProblemCodes.NotFound)]
    [InlineData("music", "..", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    [InlineData("music", "a/../..", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    [InlineData("music", "/etc", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    [InlineData("music", "a\0b", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    [InlineData("music", "out", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    [InlineData("music", "out/hosts", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    [InlineData(null, "a", HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions)]
    public async Task What_is_not_in_a_library_is_refused(string? library, string path, HttpStatusCode status, string code)
    {
        Directory.CreateSymbolicLink(_folder.File("out"), "/etc");
        await using var api = await StartAsync(Database.Sqlite);
        var client = api.CreateClient();
        using var response = await client.PostAsJsonAsync("/api/v1/batches", new CreateBatchRequest(null, library, path), JsonSerializerOptions.Web, Cancellation);
        await response.ShouldBeProblemAsync(status, code);
        Assert.Equal(["music"], (await client.GetFromJsonAsync<LibrariesResponse>("/api/v1/libraries", JsonSerializerOptions.Web, Cancellation))!.Libraries);
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_refused()
    {
        await using var api = await StartAsync(Database.Sqlite);
        using var response = await api.CreateClient().PostAsJsonAsync(
            "/api/v1/batches", new CreateBatchRequest(null, "music", new string('a', 5_000)), JsonSerializerOptions.Web, Cancellation);
        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, ProblemCodes.InvalidOptions);
    }

    [Fact]
    public async Task Links_out_of_the_library_get_no_job()
    {
        Directory.CreateSymbolicLink(_folder.File("out"), "/etc");
        File.CreateSymbolicLink(_folder.File("hosts.mp3"), "/etc/hosts");
        Write("a.mp3", TestTrack.Of("jazz"));
        await using var api = await StartAsync(Database.Sqlite);
        var client = api.CreateClient();
        var jobs = await EndAsync(client, (await CreateAsync(client, new CreateBatchRequest(null, "music"))).Id);
        Assert.Equal("a.mp3", Assert.Single(jobs).Source!.Path);
    }

    private Task<ApiFixture> StartAsync(Database database, params (string, string)[] settings) =>
        apis.NewAsync(database, [("Libraries:music", _folder.Path), .. settings]);

    private void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllBytes(_folder.File(path), content);
    }

    private static async Task<BatchResponse> CreateAsync(HttpClient client, CreateBatchRequest request)
    {
        using var response = await client.PostAsJsonAsync("/api/v1/batches", request, JsonSerializerOptions.Web, Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync(Cancellation));
        return await response.ReadAsync<BatchResponse>();
    }

    private static async Task<BatchResponse> BatchAsync(HttpClient client, Guid id) =>
        (await client.GetFromJsonAsync<BatchResponse>($"/api/v1/batches/{id}", JsonSerializerOptions.Web, Cancellation))!;

    private static async Task<List<JobResponse>> EndAsync(HttpClient client, Guid batch)
    {
        var jobs = new List<JobResponse>();
        for (var cursor = ""; ;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/batches/{batch}/ended{(cursor.Length == 0 ? "" : $"?after={cursor}")}");
            request.Headers.Add("Prefer", "wait=20");
            using var response = await client.SendAsync(request, Cancellation);
            var page = await response.ReadAsync<EndedJobsResponse>();
            jobs.AddRange(page.Items);
            if (page.Complete) return jobs;
            cursor = page.Cursor;
        }
    }
}
