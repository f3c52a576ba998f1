using GenreQueue.Api.Jobs;
using GenreQueue.Api.Store;
using GenreQueue.Contracts;
using GenreQueue.EndToEnd.Tests.Services;
using GenreQueue.Fixtures.Servers;
using GenreQueue.Hosting.Bus;

namespace GenreQueue.EndToEnd.Tests.Delivery;

/// <summary>No accepted job is lost, whatever happens to the broker.</summary>
public sealed class BrokerRulesTests(TestServers servers)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_job_posted_before_any_worker_has_ever_started_is_processed_by_the_first_one()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);

        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await using var queue = await TestQueue.OpenAsync(deployment, Token);
        await Until.TrueAsync(async () => await queue.CountAsync(Queues.Classify, Token) == 1, Limit);
        deployment.StartWorker();

        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_job_whose_queue_was_deleted_is_published_once_the_queue_is_declared_again()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        await api.WaitUntilReadyAsync(Token);
        await using var queue = await TestQueue.OpenAsync(deployment, Token);
        await queue.DeleteAsync(Queues.Classify, Token);

        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        await Until.TrueAsync(async () => await queue.CountAsync(Queues.Classify, Token) == 1, Limit);
        deployment.StartWorker();

        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_queue_of_another_version_is_reported_and_can_be_deleted_while_the_processes_run()
    {
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        await using var queue = await TestQueue.OpenAsync(deployment, Token);
        await queue.DeclareAsync(BusTopology.Results, Token);
        var api = await deployment.StartApiAsync(Token);
        var worker = deployment.StartWorker();
        var job = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        foreach (var process in new[] { api.Process, worker })
        {
            await Until.TrueAsync(() => process.Output.Contains("Another version of GenreQueue declared a queue", StringComparison.Ordinal)
                && process.Output.Contains($"for queue '{BusTopology.Results}'", StringComparison.Ordinal), Limit);
        }

        await queue.DeleteAsync(BusTopology.Results, Token);

        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
        await api.WaitUntilReadyAsync(Token);
    }

    [Fact(Timeout = 300_000)]
    public async Task Jobs_posted_while_the_broker_is_down_are_accepted_and_processed_when_it_is_back()
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "An external broker cannot be stopped.");
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        deployment.StartWorker();
        await api.WaitUntilReadyAsync(Token);

        await rabbit.StopAsync(Token);
        var jobs = new List<JobResponse>();
        try
        {
            for (var seed = 0; seed < 10; seed++) jobs.Add(await api.PostAsync(TestFile.Song(seed), Priority.Interactive, Token));
            await Until.TrueAsync(async () => !await api.AnswersAsync("/health/ready", Token), Limit);
            Assert.True(await api.AnswersAsync("/health/live", Token));
        }
        finally
        {
            await rabbit.StartAgainAsync(Token);
        }

        foreach (var job in jobs) Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
        await api.WaitUntilReadyAsync(Token);
    }

    [Fact(Timeout = 300_000)]
    public async Task Api_and_worker_outlive_an_outage_that_is_longer_than_their_watchdog_limit()
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "An external broker cannot be stopped.");
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        deployment["Bus:WatchdogSeconds"] = "5";
        var api = await deployment.StartApiAsync(Token);
        var worker = deployment.StartWorker();
        var before = await api.PostAsync(TestFile.Song(1), Priority.Interactive, Token);
        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(before.Id, Limit, Token)).State);

        await rabbit.StopAsync(Token);
        JobResponse during;
        ServerProcess late;
        try
        {
            late = deployment.StartWorker("a worker that starts during the outage");
            during = await api.PostAsync(TestFile.Song(2), Priority.Interactive, Token);
            await Task.Delay(TimeSpan.FromSeconds(12), Token);
        }
        finally
        {
            await rabbit.StartAgainAsync(Token);
        }

        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(during.Id, Limit, Token)).State);
        await api.WaitUntilReadyAsync(Token);

        // Long enough for a watchdog that has misread the outage to act.
        await Task.Delay(TimeSpan.FromSeconds(8), Token);
        Assert.True(await api.AnswersAsync("/health/ready", Token));
        Assert.False(worker.HasExited, worker.Output);
        Assert.False(late.HasExited, late.Output);
        var after = await api.PostAsync(TestFile.Song(3), Priority.Interactive, Token);
        Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(after.Id, Limit, Token)).State);
    }

    [Fact(Timeout = 300_000)]
    public async Task Jobs_survive_a_broker_crash_under_load()
    {
        var rabbit = await servers.RabbitMqAsync();
        Assert.SkipUnless(rabbit.IsOwn, "An external broker cannot be killed.");
        await using var deployment = await Deployment.DistributedAsync(servers, Token);
        var api = await deployment.StartApiAsync(Token);
        deployment.StartWorker();
        await api.WaitUntilReadyAsync(Token);

        var jobs = new List<JobResponse>();
        for (var seed = 0; seed < 60; seed++)
        {
            jobs.Add(await api.PostAsync(TestFile.Song(seed), seed % 2 == 0 ? Priority.Interactive : Priority.Bulk, Token));
            if (seed == 30) await rabbit.KillAsync(Token);
        }
        await rabbit.StartAgainAsync(Token);

        foreach (var job in jobs) Assert.Equal(JobState.Succeeded, (await api.WaitForEndAsync(job.Id, Limit, Token)).State);
    }
}
