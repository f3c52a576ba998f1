using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Api.Sweep;
using GenreQueue.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GenreQueue.Api.Tests.Sweep;

public sealed class SweeperTests(Apis apis)
{
    private static readonly DateTime LongAgo = DateTime.UtcNow.AddDays(-2);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Old_uploads_that_are_unfinished_or_have_no_job_are_deleted(Database database)
    {
        await using var api = await apis.NewAsync(database);
        var client = api.CreateClient();
        var gate = Guid.NewGuid().ToString();
        await client.SubmitAsync(TestTrack.Held(gate));
        var held = Assert.Single(Directory.GetFiles(api.UploadFolder));
        File.SetLastWriteTimeUtc(held, LongAgo);
        var young = Add(api, Guid.NewGuid().ToString("N"), DateTime.UtcNow);
        var foreign = Add(api, "README.txt", LongAgo);
        Add(api, Guid.NewGuid().ToString("N"), LongAgo);
        Add(api, Guid.NewGuid().ToString("N") + ".part", LongAgo);
        var writing = Add(api, Guid.NewGuid().ToString("N") + ".part", DateTime.UtcNow);

        await SweeperOf(api).SweepAsync(Cancellation);
        Assert.Equal(new[] { held, young, foreign, writing }.Order(), Directory.GetFiles(api.UploadFolder).Order());
        api.Tracks.Release(gate);
    }

    [Theory, OnBothDatabases]
    public async Task Upload_of_a_failed_job_is_deleted_after_the_retention_time(Database database)
    {
        await using var api = await apis.NewAsync(database, ("Uploads:KeepFailedMinutes", "30"));
        var client = api.CreateClient();
        var failed = await client.SubmitAndEndAsync(TestTrack.Failing(ErrorCodes.Corrupt));
        await SweeperOf(api).SweepAsync(Cancellation);
        Assert.Single(Directory.GetFiles(api.UploadFolder));

        await using (var db = api.Services.GetRequiredService<JobDatabase>().Open())
        {
            await db.Jobs.Where(j => j.Id == failed.Id).ExecuteUpdateAsync(set => set.SetProperty(j => j.FinishedAt, DateTimeOffset.UtcNow.AddHours(-1)), Cancellation);
        }
        await SweeperOf(api).SweepAsync(Cancellation);
        await Until.TrueAsync(() => Directory.GetFiles(api.UploadFolder).Length == 0);
        using var retry = await client.PostAsync(failed.Links.Retry, null, Cancellation);
        await retry.ShouldBeProblemAsync(System.Net.HttpStatusCode.Conflict, ErrorCodes.UploadGone);
    }

    [Theory, OnBothDatabases]
    public async Task Old_jobs_are_deleted_if_configured(Database database)
    {
        await using var api = await apis.NewAsync(database, ("Api:KeepJobsDays", "7"));
        var client = api.CreateClient();
        var old = await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        var recent = await client.SubmitAndEndAsync(TestTrack.Of("pop"));
        await using (var db = api.Services.GetRequiredService<JobDatabase>().Open())
        {
            await db.Jobs.Where(j => j.Id == old.Id).ExecuteUpdateAsync(set => set.SetProperty(j => j.FinishedAt, DateTimeOffset.UtcNow.AddDays(-8)), Cancellation);
        }
        await SweeperOf(api).SweepAsync(Cancellation);
        using var list = await client.GetAsync("/api/v1/jobs", Cancellation);
        Assert.Equal([recent.Id], (await list.ReadAsync<JobListResponse>()).Items.Select(j => j.Id));
    }

    private static Sweeper SweeperOf(ApiFixture api) => api.Services.GetServices<IHostedService>().OfType<Sweeper>().Single();

    private static string Add(ApiFixture api, string name, DateTime modified)
    {
        var path = Path.Combine(api.UploadFolder, name);
        File.WriteAllText(path, "audio");
        File.SetLastWriteTimeUtc(path, modified);
        return path;
    }
}
