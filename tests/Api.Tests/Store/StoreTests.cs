using GenreQueue.Analysis.Classification;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Uploads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GenreQueue.Api.Tests.Store;

/// <summary>The guarantees of the store with duplicate messages and concurrent instances, on both databases.</summary>
public sealed class StoreTests(Apis apis)
{
    private static readonly WorkerReference Worker = new("worker/1", "1.0");
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Concurrent_ends_of_a_job_are_stored_once(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var results = services.GetRequiredService<JobResults>();
        var job = await InsertAsync(services);
        var failed = new ClassifyFailed(job.Id, ErrorCodes.Silent, "Silent.", Worker, DateTimeOffset.UtcNow);

        var changes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => results.StoreAsync(WorkerReports.Of([failed]), Cancellation)));
        var change = Assert.Single(changes.SelectMany(c => c));
        Assert.Equal((job.Id, JobState.Failed, 2L), (change.JobId, change.State, change.Sequence));
        Assert.Empty(await results.StoreAsync(WorkerReports.Of([new ClassifyStarted(job.Id, Worker, DateTimeOffset.UtcNow)]), Cancellation));
        Assert.Equal(1, (await FindAsync(services, job.Id)).Attempts);
    }

    [Theory, OnBothDatabases]
    public async Task Each_report_of_a_batch_changes_its_own_row(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var results = services.GetRequiredService<JobResults>();
        var jobs = new List<Job>();
        for (var n = 0; n < 600; n++) jobs.Add(NewJob());
        await services.GetRequiredService<JobInserter>().InsertAsync(jobs, null, Cancellation);

        var started = await results.StoreAsync(WorkerReports.Of([.. jobs.Select((j, n) => new ClassifyStarted(j.Id, new WorkerReference($"w{n}", "1"), DateTimeOffset.UtcNow))]), Cancellation);
        Assert.Equal(600, started.Count);
        Assert.All(started, c => Assert.Equal((JobState.Running, 2L), (c.State, c.Sequence)));

        var nulls = await results.StoreAsync(
            WorkerReports.Of([.. jobs.Select((j, n) => new ClassifyFailed(j.Id, ErrorCodes.Silent, $"Reason {n}", n % 2 == 0 ? null : new WorkerReference($"x{n}", "2"), DateTimeOffset.UtcNow))]), Cancellation);
        Assert.Equal(600, nulls.Count);
        var (even, odd) = (await FindAsync(services, jobs[42].Id), await FindAsync(services, jobs[43].Id));
        Assert.Equal(("w42", "Reason 42"), (even.WorkerName, even.ErrorTitle));
        Assert.Equal(("x43", "Reason 43"), (odd.WorkerName, odd.ErrorTitle));
    }

    [Theory, OnBothDatabases]
    public async Task End_that_arrives_before_the_start_counts_the_attempt(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var results = services.GetRequiredService<JobResults>();
        var job = await InsertAsync(services);
        var end = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);
        var answer = SampleResult.Of("rock", options: new ClassifyOptions(job.Model, job.Window, job.Labels));

        await results.StoreAsync(WorkerReports.Of([new ClassifyCompleted(job.Id, answer, Worker, end)]), Cancellation);
        await results.StoreAsync(WorkerReports.Of([new ClassifyStarted(job.Id, Worker, end)]), Cancellation);

        var stored = await FindAsync(services, job.Id);
        Assert.Equal((JobState.Succeeded, 1), (stored.State, stored.Attempts));
        Assert.Equal(end.AddMilliseconds(-answer.Timings.TotalMs), stored.StartedAt);
    }

    [Theory, OnBothDatabases]
    public async Task Another_start_counts_an_attempt_but_a_repeated_report_of_one_does_not(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var results = services.GetRequiredService<JobResults>();
        var job = await InsertAsync(services);
        var first = new ClassifyStarted(job.Id, Worker, DateTimeOffset.UtcNow, Alone: true);
        Assert.Equal(2, Assert.Single(await results.StoreAsync(WorkerReports.Of([first, first]), Cancellation)).Sequence);
        Assert.Empty(await results.StoreAsync(WorkerReports.Of([first]), Cancellation));
        Assert.Equal(3, Assert.Single(await results.StoreAsync(WorkerReports.Of([first with { Worker = new WorkerReference("w2", "1") }]), Cancellation)).Sequence);
        Assert.Equal(4, Assert.Single(await results.StoreAsync(WorkerReports.Of([first with { StartedAt = first.StartedAt.AddSeconds(1) }]), Cancellation)).Sequence);
        var stored = await FindAsync(services, job.Id);
        Assert.Equal((3, 3), (stored.Attempts, stored.AloneAttempts));
    }

    [Theory, OnBothDatabases]
    public async Task Due_job_is_claimed_by_one_instance(Database database)
    {
        await using var api = await apis.NewAsync(database);
        var services = api.Services;
        var outbox = services.GetRequiredService<JobOutbox>();
        // Due immediately and not announced to the relay. Concurrent claims in this process stand in for several instances.
        var due = Enumerable.Range(0, 40).Select(_ => NewJob(DateTimeOffset.UtcNow.AddMinutes(-1))).ToList();
        await services.GetRequiredService<JobInserter>().InsertAsync(due, null, Cancellation);

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => outbox.ClaimAsync(Priority.Interactive, 100, Cancellation)));
        var claimed = claims.SelectMany(c => c).Select(j => j.Id).ToList();
        Assert.Equal(claimed.Count, claimed.Distinct().Count());

        // The relay of the service claims jobs as well, so together they claim every job.
        await Until.TrueAsync(async () => await CountAsync(services, j => j.PublishAttempts == 1) == 40);
    }

    [Theory, OnBothDatabases]
    public async Task Invalid_row_fails_without_affecting_others(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var inserter = services.GetRequiredService<JobInserter>();
        var taken = await InsertAsync(services);
        var good = Enumerable.Range(0, 20).Select(_ => NewJob()).ToList();

        var inserts = good.Select(job => inserter.InsertAsync([job], null, Cancellation)).ToList();
        var bad = inserter.InsertAsync([NewJob(key: taken.UploadKey)], null, Cancellation);
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => bad);
        await Task.WhenAll(inserts);
        foreach (var job in good) Assert.NotNull(await services.GetRequiredService<JobStore>().FindAsync(job.Id, Cancellation));
    }

    [Fact]
    public async Task Instances_that_start_concurrently_migrate_once()
    {
        var connection = await apis.NextPostgresAsync();
        var instances = Enumerable.Range(0, 3)
            .Select(_ => new ApiFixture(new Dictionary<string, string> { ["ConnectionStrings:Jobs"] = connection })).ToList();
        await Task.WhenAll(instances.Select(api => Task.Run(() => api.CreateClient(), Cancellation)));

        var job = await InsertAsync(instances[0].Services);
        Assert.Equal(job.FileName, (await FindAsync(instances[2].Services, job.Id)).FileName);
        foreach (var api in instances) await api.DisposeAsync();
    }

    private static Job NewJob(DateTimeOffset? publishAt = null, string? key = null) => new()
    {
        FileName = "a.mp3",
        Size = 1,
        Sha256 = Guid.NewGuid().ToString("N"),
        UploadKey = key ?? Guid.NewGuid().ToString("N"),
        UploadHeld = true,
        Model = "gtzan-10",
        CreatedAt = DateTimeOffset.UtcNow,
        NextPublishAt = publishAt ?? DateTimeOffset.UtcNow.AddHours(1),
    };

    private static async Task<Job> InsertAsync(IServiceProvider services)
    {
        var job = NewJob();
        await services.GetRequiredService<JobInserter>().InsertAsync([job], null, Cancellation);
        return job;
    }

    private static async Task<Job> FindAsync(IServiceProvider services, Guid id) =>
        (await services.GetRequiredService<JobStore>().FindAsync(id, Cancellation))!;

    private static async Task<int> CountAsync(IServiceProvider services, System.Linq.Expressions.Expression<Func<Job, bool>> which)
    {
        await using var db = services.GetRequiredService<JobDatabase>().Open();
        return await db.Jobs.CountAsync(which, Cancellation);
    }
}
