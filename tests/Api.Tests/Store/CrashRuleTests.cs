using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.Fixtures.Classification;
using Microsoft.Extensions.DependencyInjection;

namespace GenreQueue.Api.Tests.Store;

/// <summary>What becomes of jobs whose worker may have crashed, on both databases.</summary>
public sealed class CrashRuleTests(Apis apis)
{
    private static readonly WorkerReference Worker = new("worker/1", "1.0");
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_job_that_comes_back_runs_alone_and_fails_only_after_crashes_while_it_was_alone(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var job = await InsertAsync(services);

        // However often its worker crashes while other jobs run beside it.
        for (var n = 0; n < 10; n++) await StoreAsync(services, Started(job), Returned(job));
        var stored = await FindAsync(services, job);
        Assert.Equal((JobState.Queued, 10, true, 0), (stored.State, stored.Attempts, stored.Alone, stored.AloneAttempts));
        Assert.Equal((null, null), (stored.StartedAt, stored.WorkerName));
        Assert.NotNull(stored.NextPublishAt);

        for (var crash = 1; crash < CrashRule.MaxCrashes; crash++)
        {
            await StoreAsync(services, Started(job, alone: true));
            await StoreAsync(services, Returned(job));
            Assert.Equal((JobState.Queued, crash), ((await FindAsync(services, job)).State, (await FindAsync(services, job)).AloneAttempts));
        }
        await StoreAsync(services, Started(job, alone: true), Returned(job));

        stored = await FindAsync(services, job);
        Assert.Equal((JobState.Failed, ErrorCodes.WorkerCrashed, Worker.Name), (stored.State, stored.ErrorCode, stored.WorkerName));
        Assert.NotNull(stored.FinishedAt);
        Assert.Null(stored.NextPublishAt);
    }

    [Theory, OnBothDatabases]
    public async Task The_return_of_a_job_that_has_ended_changes_nothing(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var job = await InsertAsync(services);
        for (var n = 0; n < CrashRule.MaxCrashes; n++) await StoreAsync(services, Started(job, alone: true));

        // In one batch too, the end counts.
        await StoreAsync(services, Returned(job), new ClassifyCompleted(job.Id, SampleResult.Of("rock"), Worker, DateTimeOffset.UtcNow));
        Assert.Empty(await StoreAsync(services, Returned(job)));

        Assert.Equal(JobState.Succeeded, (await FindAsync(services, job)).State);
    }

    [Theory, OnBothDatabases]
    public async Task A_dead_lettered_job_that_never_ran_alone_is_published_again_later(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var job = await InsertAsync(services);

        await StoreAsync(services, Returned(job));

        var stored = await FindAsync(services, job);
        Assert.Equal((JobState.Queued, true), (stored.State, stored.Alone));
        Assert.InRange(stored.NextPublishAt!.Value, DateTimeOffset.UtcNow.AddMinutes(59), DateTimeOffset.UtcNow.AddMinutes(61));
    }

    [Theory, OnBothDatabases]
    public async Task The_confirmation_of_an_earlier_message_does_not_stop_the_publication_of_a_returned_job(Database database)
    {
        var services = (await apis.GetAsync(database)).Services;
        var outbox = services.GetRequiredService<JobOutbox>();
        var sent = await InsertAsync(services);

        await StoreAsync(services, Started(sent), Returned(sent));
        await outbox.MarkPublishedAsync([sent], Cancellation);
        var returned = await FindAsync(services, sent);
        Assert.NotNull(returned.NextPublishAt);

        await outbox.MarkPublishedAsync([returned], Cancellation);
        Assert.Null((await FindAsync(services, sent)).NextPublishAt);
    }

    [Theory, OnBothDatabases]
    public async Task After_a_crash_the_running_jobs_run_alone_and_the_waiting_ones_are_published_again(Database database)
    {
        await using var api = await apis.NewAsync(database, ("Worker:Embedded", "false"));
        var services = api.Services;
        var results = services.GetRequiredService<JobResults>();
        var (waiting, running, deadly) = (await InsertAsync(services), await InsertAsync(services), await InsertAsync(services));
        for (var n = 0; n < CrashRule.MaxCrashes; n++)
        {
            await StoreAsync(services, Started(running), Started(deadly, alone: true));
            if (n + 1 < CrashRule.MaxCrashes) Assert.Equal(2, (await results.RecoverAsync(Cancellation)).Count(change => change.State == JobState.Queued));
        }

        var changed = await results.RecoverAsync(Cancellation);

        Assert.Equal((JobState.Queued, JobState.Failed), (changed.Single(c => c.JobId == running.Id).State, changed.Single(c => c.JobId == deadly.Id).State));
        Assert.Equal(ErrorCodes.WorkerCrashed, (await FindAsync(services, deadly)).ErrorCode);
        Assert.True((await FindAsync(services, running)).Alone);
        var stored = await FindAsync(services, waiting);
        Assert.Equal((JobState.Queued, false, 1L), (stored.State, stored.Alone, stored.Sequence));
        Assert.NotEqual(waiting.NextPublishAt, stored.NextPublishAt);
    }

    [Theory, OnBothDatabases]
    public async Task A_clean_stop_is_no_attempt_at_the_jobs_that_it_interrupts(Database database)
    {
        await using var api = await apis.NewAsync(database, ("Worker:Embedded", "false"));
        var services = api.Services;
        var (shared, alone) = (await InsertAsync(services), await InsertAsync(services));
        for (var stop = 0; stop < 5; stop++)
        {
            await StoreAsync(services, Returned(alone));
            await StoreAsync(services, Started(shared), Started(alone, alone: true));
            var changed = await services.GetRequiredService<JobResults>().TakeBackAsync(Cancellation);
            Assert.Equal([JobState.Queued, JobState.Queued], changed.Select(change => change.State));
        }

        Assert.Equal((0, false, 0), ((await FindAsync(services, shared)).Attempts, (await FindAsync(services, shared)).Alone, (await FindAsync(services, shared)).AloneAttempts));
        Assert.Equal((0, true, 0), ((await FindAsync(services, alone)).Attempts, (await FindAsync(services, alone)).Alone, (await FindAsync(services, alone)).AloneAttempts));
    }

    private static ClassifyStarted Started(Job job, bool alone = false) => new(job.Id, Worker, DateTimeOffset.UtcNow, alone);

    // Published again so late that the worker of the service does not run it.
    private static ReturnedJob Returned(Job job) => new(job.Id, DateTimeOffset.UtcNow, TimeSpan.FromHours(1));

    private static Task<IReadOnlyList<JobChanged>> StoreAsync(IServiceProvider services, params object[] reports) =>
        services.GetRequiredService<JobResults>().StoreAsync(WorkerReports.Of(reports), Cancellation);

    private static async Task<Job> InsertAsync(IServiceProvider services)
    {
        var job = new Job
        {
            FileName = "a.mp3",
            Size = 1,
            Sha256 = Guid.NewGuid().ToString("N"),
            UploadKey = Guid.NewGuid().ToString("N"),
            UploadHeld = true,
            Model = "gtzan-10",
            CreatedAt = DateTimeOffset.UtcNow,
            NextPublishAt = DateTimeOffset.UtcNow.AddHours(1),
        };
        await services.GetRequiredService<JobInserter>().InsertAsync([job], null, Cancellation);
        return job;
    }

    private static async Task<Job> FindAsync(IServiceProvider services, Job job) =>
        (await services.GetRequiredService<JobStore>().FindAsync(job.Id, Cancellation))!;
}
